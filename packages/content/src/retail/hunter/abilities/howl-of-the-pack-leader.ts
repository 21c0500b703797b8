import { Aura, DamageOverTime, eventPriority, Guardians } from '@wowlab/engine';
import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import { DireGuardian, longerStayMs } from '../pet/dire-beasts.ts';
import { petSource } from '../pet/pet-combatant.ts';

/** Bears that can be there at once: one is called every 90 s at most and stays for 12 s or a little more. */
const BEARS = 2;

/**
 * Howl of the Pack Leader: some time after the last beast was called the next Kill Command calls another: a wyvern, a boar and
 * a bear in turns.
 */
export const addHowlOfThePackLeader = (hunter: RetailHunter, onBleed: () => void): void => {
  const { fight, inputs } = hunter;
  if (inputs.rank('howl_of_the_pack_leader') === 0 || hunter.pets === null) return;
  const { everyMs, readyMs } = spellFacts.howl;
  const beasts = [
    { name: 'wyvern', call: addWyvern(hunter) },
    { name: 'boar', call: addBoar(hunter) },
    { name: 'bear', call: addBear(hunter, onBleed) },
  ];
  let next = 0;
  const wait = (): void => waiting.apply();
  const ready = beasts.map(({ name }) =>
    hunter.addAura({
      name: `howl_of_the_pack_leader_${name}`,
      durationMs: readyMs,
      // Called, or forgotten for too long: the wait for the next one begins.
      onStacks: (_, stacks) => {
        if (stacks === 0) wait();
      },
    }),
  );
  const waiting = new Aura(fight, {
    name: 'howl_of_the_pack_leader_cooldown',
    durationMs: everyMs,
    onStacks: (_, stacks) => {
      if (stacks > 0) return;
      ready[next]?.apply();
      next = next + 1 === beasts.length ? 0 : next + 1;
    },
  });
  hunter.auras.set(waiting.name, waiting);
  fight.onReset({
    reset: () => {
      next = 0;
      wait();
    },
  });
  hunter.afterCast('kill_command', () => {
    for (const [index, aura] of ready.entries()) {
      if (!aura.isUp) continue;
      beasts[index]?.call();
      aura.drop();
    }
  });
};

/** The wyvern's cry: more damage by hunter and pets, a little more with each swing of a pet while it lasts. */
const addWyvern = (hunter: RetailHunter): (() => void) => {
  const { stacks: atFirst, maxStacks, durationMs, damagePerStack } = spellFacts.wyvernsCry;
  const cry = hunter.addAura({
    name: 'wyverns_cry',
    durationMs: durationMs + hunter.inputs.rank('wyverns_gaze') * talentFacts.wyverns_gaze.durationMs,
    maxStacks,
    onStacks: (_, stacks) => {
      hunter.wyvernsCry.value = 1 + damagePerStack * stacks;
    },
  });
  hunter.pets?.onSwing(() => {
    if (cry.isUp) cry.setStacks(cry.stacks + 1);
  });
  return () => cry.apply(atFirst);
};

/** The boar charges through the target: one hit to it, and one to all near it, itself too. */
const addBoar = (hunter: RetailHunter): (() => void) => {
  const { attackPower, cleaveAttackPower, missileSpeed } = spellFacts.boarCharge;
  const common = { school: 'physical', mastery: 'pets', missileSpeed } as const;
  const charge = hunter.addShot({ ...common, name: 'boar_charge' });
  const cleave = hunter.addShot({ ...common, name: 'boar_charge_cleave' });
  return () => {
    charge.launch(hunter.player.rangedAttackPower * attackPower);
    cleave.launch(hunter.player.rangedAttackPower * cleaveAttackPower);
  };
};

/** The bear rends the target and swings at it. */
const addBear = (hunter: RetailHunter, onBleed: () => void): (() => void) => {
  const { fight, recorder } = hunter;
  const facts = petFacts.bear;
  const row = recorder.addSource('bear_melee');
  const members = Array.from({ length: BEARS }, () => {
    const { ownerPower, swingMs, swingFactor, damage } = facts;
    return new DireGuardian(hunter, { name: 'bear', row, ownerPower, swingMs, swingFactor, damage });
  });
  const bears = new Guardians(fight, members);
  const { durationMs, periodMs, attackPower } = facts.rendFlesh;
  const attacker = (members[0] as DireGuardian).combatant;
  const source = petSource(hunter, attacker, {
    row: recorder.addSource('rend_flesh'),
    ignoresArmor: true,
    // Unlike other attacks of guardians it belongs to the hunter's own spells too.
    factor: spellFacts.beastMasteryAura,
    multipliers: [hunter.bestialWrath, hunter.wyvernsCry],
  });
  const rend = new DamageOverTime(fight, {
    name: 'rend_flesh',
    durationMs,
    periodMs,
    haste: () => hunter.haste(),
    refresh: 'pandemic',
    onTick: (share) => {
      source.tick(attacker.attackPower * attackPower * share, source.attackerFactor());
      onBleed();
    },
  });
  hunter.dots.set('rend_flesh', [rend]);
  const begin = fight.timer(eventPriority.effect, () => rend.apply());
  return () => {
    bears.summon(facts.durationMs + longerStayMs(hunter));
    fight.queue.schedule(begin, fight.now);
  };
};
