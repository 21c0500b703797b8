import type { TargetOptions } from '@wowlab/engine';
import type { FightConfig, TargetConfig } from '@wowlab/simc';
import { ConfigError } from '../config-error.ts';
import { armorConstant, defenceOf, mopRules } from './rules.ts';

const PCT = 100;

/** What each enemy of the config does to attacks of a character of that level. */
export const readTargets = (fight: FightConfig, characterLevel: number): readonly TargetOptions[] => {
  if (fight.targets.length === 0) throw new ConfigError('fight.targets', [], 'there is no enemy.', 'Add one enemy.');
  return fight.targets.map((target) => targetOptions(target, fight, characterLevel));
};

const targetOptions = (target: TargetConfig, fight: FightConfig, characterLevel: number): TargetOptions => {
  const defence = defenceOf(target.level);
  if (defence === null) {
    throw new ConfigError(
      'target level',
      target.level,
      'the attack table has levels 90 to 93.',
      'Use target_level=93.',
    );
  }
  return {
    defence,
    armor: target.armor ?? mopRules.bossArmor,
    armorConstant: armorConstant(characterLevel),
    executeShare: fight.executePct / PCT,
    deathPct: fight.enemyDeathPct,
  };
};
