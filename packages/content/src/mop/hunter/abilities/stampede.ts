import { Combatant, DamageSource, eventPriority, type Multiplier, rollSwing, SwingTimer } from '@wowlab/engine';
import { mopRules } from '../../rules.ts';
import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { permanentDamage } from '../pet/hunter-pet.ts';
import { collarCrit, inherit, petStats } from '../pet/pet-stats.ts';

/** Stampede: every pet of the stable swings for a while, with the owner's power and haste. */
export const addStampede = (hunter: Hunter): void => {
  const { cooldownMs, durationMs, pets } = spellFacts.stampede;
  const { fight } = hunter;
  const damage = permanentDamage(hunter, 'stampede');
  const called = Array.from({ length: pets }, (_, index) => addStampedePet(hunter, index + 1, damage));
  const end = fight.timer(eventPriority.effect, () => {
    for (const pet of called) pet.leave();
  });
  hunter.addAbility({
    name: 'stampede',
    cooldownMs,
    perform: () => {
      for (const pet of called) pet.arrive();
      fight.queue.schedule(end, fight.now + durationMs);
    },
  });
};

interface StampedePet {
  arrive(): void;
  leave(): void;
}

const addStampedePet = (hunter: Hunter, number: number, damage: readonly Multiplier[]): StampedePet => {
  const { fight, player } = hunter;
  const combatant = new Combatant(fight, `stampede_${number}`, petStats(hunter), damage);
  const source = new DamageSource({
    row: hunter.recorder.addSource(`stampede_${number}`),
    attacker: combatant,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: 'physical',
    isRanged: false,
    roll: rollSwing,
    factor: 1,
    multipliers: [],
    critFactor: spellFacts.critFactor,
    travelMs: 0,
  });
  const base = spellFacts.classScale * petFacts.melee.scale;
  const speedPerPower = petFacts.melee.speedMs / 1000 / mopRules.attackPowerPerDps;
  const swings = new SwingTimer(
    fight,
    petFacts.melee.speedMs,
    () => combatant.meleeHaste(),
    () => source.launch(base + combatant.attackPower * speedPerPower),
  );
  const collarSpeed = hunter.inputs.petSpec === 'ferocity' ? petFacts.spikedCollar.meleeSpeed : 1;
  const follow = (): void => {
    inherit(hunter, combatant, collarCrit(hunter));
    combatant.meleeSpeed.value = collarSpeed * player.attackSpeed.value * player.meleeSpeed.value;
    swings.rescale();
  };
  hunter.petUpdates.add(() => {
    if (swings.isRunning) follow();
  });
  return {
    arrive: () => {
      follow();
      swings.start();
    },
    leave: () => swings.stop(),
  };
};
