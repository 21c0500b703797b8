import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addBlackArrow } from './abilities/black-arrow.ts';
import { addCobraShot } from './abilities/cobra-shot.ts';
import { addExplosiveShot } from './abilities/explosive-shot.ts';
import { addLockAndLoad } from './abilities/lock-and-load.ts';
import { commonAbilities } from './common-abilities.ts';
import type { Hunter } from './hunter.ts';
import { prepareHunter } from './prepare-hunter.ts';

/** Explosive Shot and Black Arrow, tied together by Lock and Load. */
const addSurvivalShots = (hunter: Hunter): void => {
  const { lockAndLoad, onTick } = addLockAndLoad(hunter);
  addExplosiveShot(hunter, lockAndLoad);
  addBlackArrow(hunter, onTick);
};

/** Builds the fight of a survival hunter. */
export const prepareSurvival = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareHunter(config, notModelled, [...commonAbilities, addCobraShot, addSurvivalShots]);
