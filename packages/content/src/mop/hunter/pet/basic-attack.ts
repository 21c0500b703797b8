import { Ability, DamageSource, Multiplier, rollSpecial, type Rotation } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { HunterPet } from './hunter-pet.ts';

const ALWAYS_CRIT = 1;

/**
 * Bite, Claw or Smack: used whenever it is ready and there is focus for it. Wild Hunt doubles cost and damage while there
 * is much focus. A beast master's sets off Frenzy, Invigoration, and uses up Cobra Strikes.
 */
export const addBasicAttack = (pet: HunterPet, name: string, special: Ability | null): void => {
  const { hunter } = pet;
  const { fight } = hunter;
  const { basicAttack, wildHunt, frenzy, invigoration, spikedCollar, blinkStrikes } = petFacts;
  const wildHuntDamage = new Multiplier(fight, 'pet.wildHunt');
  const wildHuntCost = new Multiplier(fight, 'pet.wildHuntCost');
  const invigorated = hunter.focus.gainRow('invigoration');
  const frenzied = hunter.recorder.addProc('frenzy', pet.combatant.name);
  const source = new DamageSource({
    row: hunter.recorder.addSource(`pet_${name}`),
    attacker: pet.combatant,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: 'physical',
    isRanged: false,
    roll: rollSpecial,
    factor:
      (pet.isFerocious ? spikedCollar.basicAttack : 1) *
      (hunter.inputs.talents.has('blink_strikes') ? blinkStrikes : 1),
    multipliers: [wildHuntDamage],
    critFactor: spellFacts.critFactor,
    travelMs: 0,
    hitWeight: raidFacts.stormlash.abilityWeight * raidFacts.stormlash.petWeight,
    onArrival: (result, damage, target) => {
      pet.onMelee?.(result, damage, target);
      if (!hunter.isBeastMaster) return;
      pet.cobraStrikes.removeStack();
      if (fight.random.next() < frenzy.chance) {
        hunter.recorder.proc(frenzied);
        pet.frenzy.apply();
      }
      if (fight.random.next() < invigoration.chance) hunter.focus.gain(invigoration.focus, invigorated);
    },
  });
  const ability = new Ability({
    name,
    actor: pet.actor,
    gcdMs: basicAttack.gcdMs,
    cooldownMs: basicAttack.cooldownMs,
    resource: pet.focus,
    cost: basicAttack.cost,
    costMultiplier: wildHuntCost,
    perform: () => {
      wildHuntDamage.value = wildHuntCost.value;
      source.bonusCrit = pet.cobraStrikes.isUp ? ALWAYS_CRIT : 0;
      const fromPower = pet.combatant.rangedAttackPower * basicAttack.rangedAttackPower;
      source.launch(hunter.rollScale(basicAttack.scale, basicAttack.variance) + fromPower);
    },
  });
  const rotation: Rotation = {
    pick: () => {
      if (special !== null && special.isReadyWithin(0)) return special;
      wildHuntCost.value = pet.focus.amount() >= wildHunt.fromFocus ? wildHunt.factor : 1;
      return ability.isReadyWithin(0) ? ability : null;
    },
    idleUntil: () =>
      special === null ? ability.unblockedAt() : Math.min(special.unblockedAt(), ability.unblockedAt()),
  };
  pet.actor.rotation = rotation;
};
