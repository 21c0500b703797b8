import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { Hunter } from './hunter.ts';
import { readHunterInputs } from './hunter-inputs.ts';
import { HunterPet } from './pet/hunter-pet.ts';

/** Builds the fight of a beast mastery hunter. */
export const prepareBeastMastery = (config: ArmConfig, notModelled: Set<string>): PreparedFight => {
  const inputs = readHunterInputs(config, notModelled);
  const hunter = new Hunter(inputs);
  if (inputs.petFamily !== null) hunter.pet = new HunterPet(hunter, inputs.petFamily.basicAttack);
  return { fight: hunter.fight, recorder: hunter.recorder };
};
