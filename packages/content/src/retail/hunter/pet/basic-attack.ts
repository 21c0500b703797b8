import { eventPriority, Multiplier, Resource } from '@wowlab/engine';
import { petFacts } from '../data/pet-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import type { MainPet } from './main-pet.ts';
import { petSource } from './pet-combatant.ts';

/** Uniform numbers whose sum less half of them is nearly normal with deviation 1. */
const UNIFORMS = 12;

/** Claw, Bite or Smack of the permanent pet: used some time after it is ready and there is focus for it. */
export const addBasicAttack = (hunter: RetailHunter, pet: MainPet): { readonly strike: (factor: number) => void } => {
  const { fight, focus: ownerFocus } = hunter;
  const facts = petFacts.basicAttack;
  const strength = new Multiplier(fight, 'pet.basicAttack');
  const source = petSource(hunter, pet.combatant, {
    row: hunter.recorder.addSource('pet_claw'),
    factor: 1 + hunter.inputs.rank('aspect_of_the_beast') * talentFacts.aspect_of_the_beast.basicAttack,
    multipliers: [strength],
  });
  const { regeneration } = petFacts.focus;
  const focus = new Resource(fight, 'focus', petFacts.focus.max, ownerFocus.perSecond * regeneration, 'pet');
  hunter.onHaste(() => focus.setPerSecond(ownerFocus.perSecond * regeneration));
  const spent = focus.spendRow('claw');
  const pauseMs = (): number => {
    let sum = -UNIFORMS / 2;
    for (let count = 0; count < UNIFORMS; count += 1) sum += fight.random.next();
    return Math.max(facts.shortestPauseMs, Math.round(facts.pauseMs + facts.pauseDeviationMs * sum));
  };
  const strike = (factor: number): void => {
    strength.value = factor;
    source.launch(pet.combatant.attackPower * facts.attackPower);
  };
  const use = fight.timer(eventPriority.swing, () => {
    const missingMs = focus.msUntil(facts.cost);
    if (missingMs > 0) {
      fight.queue.schedule(use, fight.now + missingMs);
      return;
    }
    const factor = focus.amount() > facts.aboveFocus ? facts.factor : 1;
    focus.spend(facts.cost * factor, spent);
    strike(factor);
    const readyMs = Math.round(facts.cooldownMs / hunter.haste());
    fight.queue.schedule(use, fight.now + Math.max(readyMs, focus.msUntil(facts.cost)) + pauseMs());
  });
  fight.onReset({ reset: () => fight.queue.schedule(use, pauseMs()) });
  return { strike };
};
