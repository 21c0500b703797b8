import type { TargetOptions } from '@wowlab/engine';
import type { FightConfig, RaidEventConfig, TargetConfig } from '@wowlab/simc';
import { ConfigError } from '../config-error.ts';
import { addPlaces } from '../raid-events/adds-event.ts';
import { armorConstant, defenceOf, mopRules } from './rules.ts';

const PCT = 100;
/** Share of its time below 20 % health when health falls in a straight line. */
const STRAIGHT = 0.2;

/** What each enemy does to attacks of a character of that level: those of the config, then places for those that come and go. */
export const readTargets = (
  fight: FightConfig,
  events: readonly RaidEventConfig[],
  characterLevel: number,
): readonly TargetOptions[] => {
  if (fight.targets.length === 0) throw new ConfigError('fight.targets', [], 'there is no enemy.', 'Add one enemy.');
  const standing = fight.targets.map((target) => targetOptions(target, fight, characterLevel));
  const places = addPlaces(events).reduce((sum, count) => sum + count, 0);
  // Enemies that come and go are as the main target is, with health that falls in a straight line.
  const add = { ...(standing[0] as TargetOptions), executeShare: STRAIGHT, deathPct: 0 };
  return [...standing, ...Array.from({ length: places }, () => add)];
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
