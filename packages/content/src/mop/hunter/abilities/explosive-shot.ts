import { type Aura, hitKind, outcome, rollCrit } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** More than can be in the air at once: the global cooldown is a second, the longest flight two and a half. */
const FLIGHTS = 8;

/**
 * Explosive Shot explodes on arrival and twice more, a second apart. One that arrives while both explosions of another are
 * still to come takes over a quarter of what these would have dealt. Lock and Load makes it free and ready again.
 */
export const addExplosiveShot = (hunter: Hunter, lockAndLoad: Aura): void => {
  const { fight } = hunter;
  const facts = spellFacts.explosiveShot;
  const bases = new Float64Array(FLIGHTS);
  let launched = 0;
  let arrived = 0;
  const shot = hunter.addShot({
    name: 'explosive_shot',
    school: 'magic',
    kind: hitKind.rangedAbility,
    factor: facts.hotfix * (hunter.inputs.setPieces('tier14') >= 2 ? facts.tier14 : 1),
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    onArrival: (result, _, target) => {
      const base = bases[arrived % FLIGHTS] as number;
      arrived += 1;
      const burn = burns[target.index];
      if (result < outcome.glance || burn === undefined) return;
      const left = burn.ticksLeft;
      const before = perTick[target.index] as number;
      perTick[target.index] = left > 1 ? base + (before * left) / facts.outstandingShare : base;
      attackerFactors[target.index] = shot.attackerFactor();
      burn.apply();
    },
  });
  const perTick = hunter.enemies.all.map(() => 0);
  const attackerFactors = hunter.enemies.all.map(() => 1);
  const ticks = hunter.addShot({ name: 'explosive_shot', row: shot.row, school: 'magic', roll: rollCrit });
  const burns = hunter.addDot('explosive_shot', (target) => ({
    ticks: facts.ticks,
    periodMs: facts.periodMs,
    onTick: () => ticks.tick(perTick[target.index] as number, attackerFactors[target.index] as number, target),
  }));
  fight.onReset({
    reset: () => {
      launched = 0;
      arrived = 0;
    },
  });
  const ability = hunter.addAbility({
    name: 'explosive_shot',
    cost: facts.cost,
    cooldownMs: facts.cooldownMs,
    perform: () => {
      const fromPower = hunter.player.rangedAttackPower * facts.rangedAttackPower;
      const base = hunter.rollScale(facts.scale, facts.variance) + fromPower;
      bases[launched % FLIGHTS] = base;
      launched += 1;
      shot.launch(base);
      hunter.debuffs.get('hunters_mark')?.[hunter.target.index]?.apply();
      if (!lockAndLoad.isUp) return;
      ability.cooldown?.clear();
      lockAndLoad.removeStack();
    },
  });
  hunter.explosiveShot = ability;
};
