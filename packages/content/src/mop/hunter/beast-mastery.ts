import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAMurderOfCrows } from './abilities/a-murder-of-crows.ts';
import { addArcaneShot } from './abilities/arcane-shot.ts';
import { addAspectOfTheHawk } from './abilities/aspect-of-the-hawk.ts';
import { addBarrage } from './abilities/barrage.ts';
import { addBeastCleave } from './abilities/beast-cleave.ts';
import { addBestialWrath } from './abilities/bestial-wrath.ts';
import { addCobraShot } from './abilities/cobra-shot.ts';
import { addDireBeast } from './abilities/dire-beast.ts';
import { addExplosiveTrap } from './abilities/explosive-trap.ts';
import { addFervor } from './abilities/fervor.ts';
import { addFocusFire } from './abilities/focus-fire.ts';
import { addGlaiveToss } from './abilities/glaive-toss.ts';
import { addHuntersMark } from './abilities/hunters-mark.ts';
import { addKillCommand } from './abilities/kill-command.ts';
import { addKillShot } from './abilities/kill-shot.ts';
import { addLynxRush } from './abilities/lynx-rush.ts';
import { addMultiShot } from './abilities/multi-shot.ts';
import { addPowershot } from './abilities/powershot.ts';
import { addRabid } from './abilities/rabid.ts';
import { addRacials } from './abilities/racials.ts';
import { addRapidFire } from './abilities/rapid-fire.ts';
import { addSerpentSting } from './abilities/serpent-sting.ts';
import { addStampede } from './abilities/stampede.ts';
import { addThrillOfTheHunt } from './abilities/thrill-of-the-hunt.ts';
import type { Hunter } from './hunter.ts';
import { prepareHunter } from './prepare-hunter.ts';

/** Everything a beast mastery hunter can do, each in its file. */
const ABILITIES: readonly ((hunter: Hunter) => void)[] = [
  addAMurderOfCrows,
  addArcaneShot,
  addAspectOfTheHawk,
  addBarrage,
  addBestialWrath,
  addCobraShot,
  addDireBeast,
  addExplosiveTrap,
  addFervor,
  addFocusFire,
  addGlaiveToss,
  addHuntersMark,
  addKillCommand,
  addKillShot,
  addLynxRush,
  addMultiShot,
  addPowershot,
  addRabid,
  addRacials,
  addRapidFire,
  addSerpentSting,
  addStampede,
  // It makes abilities above cheaper.
  addThrillOfTheHunt,
  addBeastCleave,
];

/** Builds the fight of a beast mastery hunter. */
export const prepareBeastMastery = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareHunter(config, notModelled, ABILITIES);
