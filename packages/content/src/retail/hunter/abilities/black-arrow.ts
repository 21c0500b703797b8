import { type Ability, DamageOverTime, eventPriority, type Multiplier } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

export interface BlackArrowOptions {
  /** Factors of effects such as Precise Shots on the arrow itself. */
  readonly multipliers: readonly Multiplier[];
  /** Factor on its cost. */
  readonly costMultiplier?: Multiplier;
  /** Told at each cast, after the arrow was sent. */
  readonly onShot?: (travelMs: number) => void;
}

/**
 * Black Arrow of Dark Rangers: on enemies of much or little health, or with Deathblow, which makes it free. Withering Fire
 * sends weaker copies after it.
 */
export const addBlackArrow = (hunter: RetailHunter, options: BlackArrowOptions): void => {
  const { fight, inputs, player, target } = hunter;
  if (inputs.rank('black_arrow') === 0) return;
  const { cost, rechargeMs, missileSpeed, attackPower, belowPct, abovePct, overTime, copy } = spellFacts.blackArrow;
  const { blackArrowAura, deathblow: deathblowFacts, witheringFire, trueshot } = spellFacts;
  const critBonus = 1 + inputs.rank('banshees_mark') * talentFacts.banshees_mark.critBonus;
  const direct = hunter.isBeastMaster ? blackArrowAura.beastMastery : blackArrowAura.marksmanship;
  const poison = hunter.addShot({
    name: 'black_arrow_dot',
    school: 'magic',
    isOfFamily: false,
    isRoused: false,
    factor: hunter.isBeastMaster ? 1 : blackArrowAura.marksmanshipOverTime,
    // Its ticks are never critical: a critical one deals as much.
    critBonus: 0,
  });
  const decay = new DamageOverTime(fight, {
    name: 'black_arrow',
    durationMs: overTime.durationMs,
    periodMs: overTime.periodMs,
    refresh: 'pandemic',
    onTick: (share) => poison.tick(player.rangedAttackPower * overTime.attackPower * share, poison.attackerFactor()),
  });
  hunter.dots.set('black_arrow', [decay]);
  const common = { school: 'magic', missileSpeed, factor: direct, critBonus, onArrival: () => decay.apply() } as const;
  const arrow = hunter.addShot({ ...common, name: 'black_arrow', multipliers: options.multipliers });
  const deathblow = hunter.addAura({
    name: 'deathblow',
    durationMs: deathblowFacts.durationMs,
    onStacks: (_, stacks) => {
      ability.costReduction = stacks > 0 ? cost : 0;
    },
  });
  const fire = hunter.addAura({
    name: 'withering_fire',
    durationMs: hunter.isBeastMaster ? witheringFire.durationMs : trueshot.durationMs,
  });
  const copies = addCopies(
    hunter,
    common,
    copy.count + inputs.rank('blighted_quiver') * talentFacts.blighted_quiver.copies,
  );
  const travelMs = hunter.travelMs(missileSpeed);
  const ebonChance = inputs.rank('ebon_bowstring') * talentFacts.ebon_bowstring.chance;
  const ability: Ability = hunter.addAbility({
    name: 'black_arrow',
    cost,
    cooldownMs: rechargeMs + inputs.rank('deadeye') * talentFacts.deadeye.rechargeMs,
    charges: 1 + inputs.rank('deadeye') * talentFacts.deadeye.charges,
    ...(options.costMultiplier === undefined ? {} : { costMultiplier: options.costMultiplier }),
    isUsable: () => {
      if (deathblow.isUp) return true;
      const health = target.healthPct();
      return health <= belowPct || health >= abovePct;
    },
    perform: () => {
      arrow.launch(player.rangedAttackPower * attackPower);
      options.onShot?.(travelMs);
      if (fire.isUp) copies();
      deathblow.drop();
      if (hunter.chance(ebonChance)) grantDeathblow(hunter);
    },
  });
  const ignite = (): void => {
    if (inputs.rank('withering_fire') === 0) return;
    fire.apply();
    grantDeathblow(hunter);
  };
  hunter.afterCast('bestial_wrath', ignite);
  hunter.afterCast('trueshot', ignite);
  if (inputs.rank('soul_drinker') === 0) return;
  const { soul_drinker: drinker } = talentFacts;
  hunter.afterCast('kill_command', () => hunter.chance(drinker.killCommand) && grantDeathblow(hunter));
  hunter.afterCast('barbed_shot', () => hunter.chance(drinker.barbedShot) && grantDeathblow(hunter));
};

/** Deathblow: the next Black Arrow or Kill Shot is ready, free, and usable on any enemy. */
export const grantDeathblow = (hunter: RetailHunter): void => {
  hunter.auras.get('deathblow')?.apply();
  (hunter.abilities.get('black_arrow') ?? hunter.abilities.get('kill_shot'))?.cooldown?.restore(1);
};

const addCopies = (
  hunter: RetailHunter,
  common: Omit<Parameters<RetailHunter['addShot']>[0], 'name'>,
  count: number,
): (() => void) => {
  const { fight, player } = hunter;
  const { copy } = spellFacts.blackArrow;
  const shot = hunter.addShot({ ...common, name: 'black_arrow_withering_fire' });
  let left = 0;
  const next = fight.timer(eventPriority.effect, () => {
    shot.launch(player.rangedAttackPower * copy.attackPower);
    left -= 1;
    if (left > 0) fight.queue.schedule(next, fight.now + copy.everyMs);
  });
  return () => {
    left = count;
    fight.queue.schedule(next, fight.now + copy.everyMs);
  };
};
