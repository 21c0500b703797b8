import { Combatant, DamageSource, eventPriority, outcome, rollSwing, SwingTimer } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { guardianDamage } from '../pet/hunter-pet.ts';
import { inherit, inheritedStats } from '../pet/pet-stats.ts';

/** Dire Beast: a guardian without the talents of pets, whose hits give focus. */
export const addDireBeast = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('dire_beast')) return;
  const { fight, player } = hunter;
  const facts = spellFacts.direBeast;
  const combatant = new Combatant(fight, 'dire_beast', inheritedStats(hunter), guardianDamage(hunter, 'dire_beast'));
  const gained = hunter.focus.gainRow('dire_beast');
  const source = new DamageSource({
    row: hunter.recorder.addSource('dire_beast'),
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
    onArrival: (result) => {
      if (result >= outcome.glance) hunter.focus.gain(facts.focusPerHit, gained);
    },
  });
  const speedPerPower = facts.swingMs / 1000 / facts.attackPowerPerDps;
  const swings = new SwingTimer(
    fight,
    facts.swingMs,
    () => combatant.meleeHaste(),
    () => source.launch(spellFacts.classScale * facts.scale + combatant.attackPower * speedPerPower),
  );
  const follow = (): void => {
    inherit(hunter, combatant, 1);
    combatant.meleeSpeed.value = player.attackSpeed.value * player.meleeSpeed.value;
    swings.rescale();
  };
  hunter.petUpdates.add(() => {
    if (swings.isRunning) follow();
  });
  const end = fight.timer(eventPriority.effect, () => swings.stop());
  hunter.addAbility({
    name: 'dire_beast',
    cooldownMs: facts.cooldownMs,
    perform: () => {
      follow();
      swings.start();
      fight.queue.schedule(end, fight.now + facts.durationMs);
    },
  });
};
