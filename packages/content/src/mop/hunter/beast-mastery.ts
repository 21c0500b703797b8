import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addBeastCleave } from './abilities/beast-cleave.ts';
import { addBestialWrath } from './abilities/bestial-wrath.ts';
import { addCobraShot } from './abilities/cobra-shot.ts';
import { addFocusFire } from './abilities/focus-fire.ts';
import { addKillCommand } from './abilities/kill-command.ts';
import { commonAbilities } from './common-abilities.ts';
import { prepareHunter } from './prepare-hunter.ts';

/** Builds the fight of a beast mastery hunter. */
export const prepareBeastMastery = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareHunter(config, notModelled, [
    ...commonAbilities,
    addBestialWrath,
    addCobraShot,
    addFocusFire,
    addKillCommand,
    addBeastCleave,
  ]);
