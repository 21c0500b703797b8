import { addAMurderOfCrows } from './abilities/a-murder-of-crows.ts';
import { addArcaneShot } from './abilities/arcane-shot.ts';
import { addAspectOfTheHawk } from './abilities/aspect-of-the-hawk.ts';
import { addBarrage } from './abilities/barrage.ts';
import { addDireBeast } from './abilities/dire-beast.ts';
import { addExplosiveTrap } from './abilities/explosive-trap.ts';
import { addFervor } from './abilities/fervor.ts';
import { addGlaiveToss } from './abilities/glaive-toss.ts';
import { addHuntersMark } from './abilities/hunters-mark.ts';
import { addKillShot } from './abilities/kill-shot.ts';
import { addLynxRush } from './abilities/lynx-rush.ts';
import { addMultiShot } from './abilities/multi-shot.ts';
import { addPowershot } from './abilities/powershot.ts';
import { addRabid } from './abilities/rabid.ts';
import { addRacials } from './abilities/racials.ts';
import { addRapidFire } from './abilities/rapid-fire.ts';
import { addSerpentSting } from './abilities/serpent-sting.ts';
import { addSilencingShot } from './abilities/silencing-shot.ts';
import { addStampede } from './abilities/stampede.ts';
import { addThrillOfTheHunt } from './abilities/thrill-of-the-hunt.ts';
import type { Hunter } from './hunter.ts';

/** What hunters of every specialisation can do, each in its file. */
export const commonAbilities: readonly ((hunter: Hunter) => void)[] = [
  addAMurderOfCrows,
  addArcaneShot,
  addAspectOfTheHawk,
  addBarrage,
  addDireBeast,
  addExplosiveTrap,
  addFervor,
  addGlaiveToss,
  addHuntersMark,
  addKillShot,
  addLynxRush,
  addMultiShot,
  addPowershot,
  addRabid,
  addRacials,
  addRapidFire,
  addSerpentSting,
  addSilencingShot,
  addStampede,
  // Last: it makes abilities above cheaper.
  addThrillOfTheHunt,
];
