import {
  type Aura,
  DamageSource,
  eventPriority,
  FlatChance,
  hitKind,
  outcome,
  Proc,
  type ProcChance,
  RealPpm,
  realPpmRules,
  rollMissAndCrit,
  rollSpecial,
} from '@wowlab/engine';
import type { EffectStat, EffectTrigger, ItemEffect } from '../effects/item-effect.ts';
import { amountOf, type WornEffect } from '../effects/worn-effects.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { Hunter } from './hunter.ts';

const MS_PER_MINUTE = 60_000;
/** Taken off the crit chance of what is never critical. */
const ALWAYS = 1;

/** Lets everything worn act on the hunter: the last thing that is built, since some effects change abilities. */
export const addWornEffects = (hunter: Hunter, worn: readonly WornEffect[]): void => {
  for (const one of worn) {
    const { effect } = one;
    switch (effect.kind) {
      case 'stats':
        addStatsEffect(hunter, one, effect);
        break;
      case 'use':
        addUse(hunter, one, effect);
        break;
      case 'again':
        addAgain(hunter, effect, one.points);
        break;
      case 'recovery':
        addRecovery(hunter, effect.abilities, 1 + Math.round(effect.sharePerPoint * one.points * 100) / 100);
        break;
      case 'critDamage':
        hunter.critDamage *= effect.factor;
        break;
      case 'strikes':
        addStrikes(hunter, effect);
        break;
      default:
        effect satisfies never;
    }
  }
};

/** An aura that is not taken yet: the same item twice has two. */
const addStatAura = (
  hunter: Hunter,
  name: string,
  options: { readonly stat: EffectStat; readonly amount: number; readonly durationMs: number; readonly max?: number },
): Aura => {
  const free = hunter.auras.has(name) ? `${name}_2` : name;
  return hunter.addAura({
    name: free,
    durationMs: options.durationMs,
    maxStacks: options.max ?? 1,
    onStacks: (before, after) => hunter.stats.add(options.stat, (after - before) * options.amount),
  });
};

const addStatsEffect = (hunter: Hunter, worn: WornEffect, effect: Extract<ItemEffect, { kind: 'stats' }>): void => {
  const { fight } = hunter;
  const { stacks, stat, durationMs } = effect;
  const aura = addStatAura(hunter, effect.aura, {
    stat,
    amount: amountOf(effect.amount, worn.points),
    durationMs,
    ...(stacks === undefined ? {} : { max: stacks.max }),
  });
  if (stacks === undefined || stacks.change === 'perProc') {
    addProc(hunter, effect.trigger, () => aura.apply());
    return;
  }
  const step = stacks.change === 'growing' ? 1 : -1;
  const timer = fight.timer(eventPriority.effect, () => {
    if (!aura.isUp) return;
    aura.setStacks(aura.stacks + step);
    if (aura.isUp && aura.stacks < stacks.max) fight.queue.schedule(timer, fight.now + stacks.everyMs);
  });
  addProc(hunter, effect.trigger, () => {
    aura.drop();
    aura.apply(step > 0 ? 1 : stacks.max);
    fight.queue.schedule(timer, fight.now + stacks.everyMs);
  });
};

const addUse = (hunter: Hunter, worn: WornEffect, effect: Extract<ItemEffect, { kind: 'use' }>): void => {
  const { fight } = hunter;
  const amount = amountOf(effect.amount, worn.points);
  const aura = addStatAura(hunter, effect.aura, { stat: effect.stat, amount, durationMs: effect.durationMs });
  const ability = hunter.addAbility({
    name: `use_item_${worn.slot}`,
    gcdMs: 0,
    cooldownMs: effect.cooldownMs,
    isUsable: () => fight.now >= hunter.itemsLockedUntil,
    perform: () => {
      aura.apply();
      hunter.itemsLockedUntil = fight.now + effect.sharedMs;
    },
    beforePull: (sinceMs) => {
      aura.applyLate(sinceMs);
      hunter.itemsLockedUntil = effect.sharedMs - sinceMs;
    },
  });
  hunter.usableItems.set(worn.slot, { item: worn.item, ability });
  if (!hunter.abilities.has(effect.aura)) hunter.abilities.set(effect.aura, ability);
};

/** Recorded apart, as what it is: a share of another hit. No factor acts on it again, and it is not critical. */
const addAgain = (hunter: Hunter, effect: Extract<ItemEffect, { kind: 'again' }>, points: number): void => {
  const { recorder, fight, player, enemies } = hunter;
  const row = recorder.addSource(effect.source);
  const chance = effect.chancePerPoint * points;
  player.hitListeners.push((_kind, _isCrit, damage) => {
    if (fight.random.next() >= chance) return;
    const target = enemies.aimed;
    recorder.execute(row);
    const result = rollMissAndCrit(player, target.defence, fight.random, -ALWAYS);
    if (result < outcome.glance) recorder.avoided(row, result);
    else {
      const again = Math.round(damage * effect.share);
      recorder.landed(row, result, again);
      target.take(again);
    }
  });
};

const addRecovery = (hunter: Hunter, abilities: readonly string[], rate: number): void => {
  const cooldowns = abilities.flatMap((name) => hunter.abilities.get(name)?.cooldown ?? []);
  hunter.fight.onReset({
    reset: () => {
      for (const cooldown of cooldowns) cooldown.setRate(rate);
    },
  });
};

const addStrikes = (hunter: Hunter, effect: Extract<ItemEffect, { kind: 'strikes' }>): void => {
  const { fight, player } = hunter;
  const source = new DamageSource({
    row: hunter.recorder.addSource(effect.source),
    attacker: player,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: effect.school,
    isRanged: false,
    roll: rollSpecial,
    factor: 1,
    multipliers: [],
    critFactor: spellFacts.critFactor,
    travelMs: 0,
    kind: effect.setsOff ? hitKind.proc : hitKind.none,
  });
  const aura = hunter.addAura({ name: effect.aura, durationMs: effect.durationMs, maxStacks: effect.charges });
  const strike = (): void => {
    const base = effect.base * (1 + effect.variance * (fight.random.next() - 0.5));
    source.launch(base + player.rangedAttackPower * effect.attackPower);
  };
  let left = 0;
  const timer = fight.timer(eventPriority.effect, () => {
    strike();
    left -= 1;
    if (left > 0) fight.queue.schedule(timer, fight.now + effect.everyMs);
  });
  addProc(hunter, effect.trigger, () => {
    aura.apply();
    if (aura.stacks < effect.charges) return;
    if (effect.charges > 1) aura.drop();
    strike();
    left = effect.strikes - 1;
    if (left > 0) fight.queue.schedule(timer, fight.now + effect.everyMs);
  });
};

/** Lets `effect` go off on the hits of the trigger. */
const addProc = (hunter: Hunter, trigger: EffectTrigger, effect: () => void): void => {
  const { fight, player } = hunter;
  const proc = new Proc(fight, {
    chance: chanceOf(hunter, trigger),
    internalCooldownMs: trigger.internalCooldownMs,
    effect,
  });
  const { hits } = trigger;
  const criticalOnly = trigger.criticalOnly === true;
  const ticks = trigger.ticks === true;
  player.hitListeners.push((kind, isCrit, damage, isPeriodic) => {
    if ((kind & hits) === 0 || damage <= 0 || (isPeriodic && !ticks) || (criticalOnly && !isCrit)) return;
    proc.attempt();
  });
};

const chanceOf = (hunter: Hunter, { chance }: EffectTrigger): ProcChance => {
  const { fight, inputs, player } = hunter;
  switch (chance.kind) {
    case 'flat':
      return new FlatChance(fight, chance.chance);
    case 'perWeaponSpeed':
      return new FlatChance(fight, (inputs.weapon.speedMs * chance.perMinute) / MS_PER_MINUTE);
    case 'realPpm': {
      const perMinute = chance.perMinute * (chance.bySpec?.[inputs.spec] ?? 1);
      const options = { perMinute, rules: realPpmRules.mop };
      if (chance.scale === undefined) return new RealPpm(fight, options);
      const scale =
        chance.scale === 'haste'
          ? (): number => player.attackSpeed.value * player.ratingHaste
          : (): number => 1 + player.critChance;
      return new RealPpm(fight, { ...options, scale });
    }
    default:
      return chance satisfies never;
  }
};
