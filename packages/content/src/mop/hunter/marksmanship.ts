import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAMurderOfCrows } from './abilities/a-murder-of-crows.ts';
import { addAimedShot } from './abilities/aimed-shot.ts';
import { addArcaneShot } from './abilities/arcane-shot.ts';
import { addAspectOfTheHawk } from './abilities/aspect-of-the-hawk.ts';
import { addBarrage } from './abilities/barrage.ts';
import { addChimeraShot } from './abilities/chimera-shot.ts';
import { addDireBeast } from './abilities/dire-beast.ts';
import { addExplosiveTrap } from './abilities/explosive-trap.ts';
import { addFervor } from './abilities/fervor.ts';
import { addGlaiveToss } from './abilities/glaive-toss.ts';
import { addHuntersMark } from './abilities/hunters-mark.ts';
import { addKillShot } from './abilities/kill-shot.ts';
import { addLynxRush } from './abilities/lynx-rush.ts';
import { addMasterMarksman } from './abilities/master-marksman.ts';
import { addMultiShot } from './abilities/multi-shot.ts';
import { addPiercingShots } from './abilities/piercing-shots.ts';
import { addPowershot } from './abilities/powershot.ts';
import { addRabid } from './abilities/rabid.ts';
import { addRacials } from './abilities/racials.ts';
import { addRapidFire } from './abilities/rapid-fire.ts';
import { addSerpentSting } from './abilities/serpent-sting.ts';
import { addStampede } from './abilities/stampede.ts';
import { addSteadyShot } from './abilities/steady-shot.ts';
import { addThrillOfTheHunt } from './abilities/thrill-of-the-hunt.ts';
import { addWildQuiver } from './abilities/wild-quiver.ts';
import type { Hunter } from './hunter.ts';
import { prepareHunter } from './prepare-hunter.ts';

/** Aimed, Chimera and Steady Shot with what they set off. */
const addMarksmanShots = (hunter: Hunter): void => {
  addWildQuiver(hunter);
  const pierce = addPiercingShots(hunter);
  const { freeShot, onSteadyShot } = addMasterMarksman(hunter);
  addAimedShot(hunter, freeShot, pierce);
  addChimeraShot(hunter, pierce);
  addSteadyShot(hunter, onSteadyShot, pierce);
};

/** Everything a marksmanship hunter can do, each in its file. */
const ABILITIES: readonly ((hunter: Hunter) => void)[] = [
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
  addStampede,
  // Last: it makes abilities above cheaper.
  addThrillOfTheHunt,
  addMarksmanShots,
];

/** Builds the fight of a marksmanship hunter. */
export const prepareMarksmanship = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareHunter(config, notModelled, ABILITIES);
