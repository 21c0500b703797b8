import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAimedShot } from './abilities/aimed-shot.ts';
import { addChimeraShot } from './abilities/chimera-shot.ts';
import { addMasterMarksman } from './abilities/master-marksman.ts';
import { addPiercingShots } from './abilities/piercing-shots.ts';
import { addSteadyShot } from './abilities/steady-shot.ts';
import { addWildQuiver } from './abilities/wild-quiver.ts';
import { commonAbilities } from './common-abilities.ts';
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

/** Builds the fight of a marksmanship hunter. */
export const prepareMarksmanship = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareHunter(config, notModelled, [...commonAbilities, addMarksmanShots]);
