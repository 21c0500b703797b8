import { type DamageSource, eventPriority } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/**
 * Cobra Shot brings Kill Command back sooner; during Bestial Wrath with Killer Cobra at once.
 *
 * @returns a free one, as Snakeskin Quiver shoots, with a line of its own in the report.
 */
export const addCobraShot = (hunter: RetailHunter): (() => void) => {
  const { inputs, player } = hunter;
  const { cost, missileSpeed, attackPower, killCommandMs } = spellFacts.cobraShot;
  const { cobra_senses: senses, serpentine_strikes: strikes, barbed_scales: scales } = talentFacts;
  const addForm = (name: string): DamageSource =>
    hunter.addShot({
      name,
      school: 'physical',
      missileSpeed,
      factor: 1 + inputs.rank('cobra_senses') * senses.damage,
      critBonus: 1 + inputs.rank('serpentine_strikes') * strikes.critBonus,
    });
  const shoot = (shot: DamageSource): void => {
    shot.launch(player.rangedAttackPower * attackPower);
    const killCommand = hunter.abilities.get('kill_command')?.cooldown;
    if (inputs.rank('killer_cobra') > 0 && hunter.auras.get('bestial_wrath')?.isUp === true) killCommand?.restore(1);
    if (inputs.rank('barbed_scales') > 0) hunter.abilities.get('barbed_shot')?.cooldown?.reduce(scales.barbedShotMs);
    killCommand?.reduce(killCommandMs);
  };
  const paid = addForm('cobra_shot');
  hunter.addAbility({
    name: 'cobra_shot',
    cost: cost + inputs.rank('cobra_senses') * senses.cost,
    perform: () => shoot(paid),
  });
  if (inputs.rank('snakeskin_quiver') === 0) return () => {};
  const free = addForm('cobra_shot_snakeskin_quiver');
  // After the swing that set it off: what a shot sets off may look at the next swing.
  const soon = hunter.fight.timer(eventPriority.swing, () => shoot(free));
  return () => hunter.fight.queue.schedule(soon, hunter.fight.now);
};
