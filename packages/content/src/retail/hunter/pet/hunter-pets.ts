import { petFacts } from '../data/pet-facts.ts';
import type { RetailHunter } from '../hunter.ts';
import { addBasicAttack } from './basic-attack.ts';
import { MainPet } from './main-pet.ts';

/** The permanent pet, and with Animal Companion a second one that does everything but basic attacks. */
export class HunterPets {
  readonly all: readonly MainPet[];
  /** A basic attack of the permanent pet, so many times as strong. */
  readonly basicAttack: (factor: number) => void;

  constructor(hunter: RetailHunter) {
    const { recorder, inputs } = hunter;
    const rows = {
      melee: recorder.addSource('pet_melee'),
      killCommand: recorder.addSource('kill_command'),
      bestialWrath: recorder.addSource('bestial_wrath'),
      stomp: recorder.addSource('stomp'),
      wildThrash: recorder.addSource('wild_thrash'),
      bloodshed: recorder.addSource('bloodshed'),
    };
    const main = new MainPet(hunter, 'pet', rows);
    const second = inputs.rank('animal_companion') > 0 ? [new MainPet(hunter, 'animal_companion', rows)] : [];
    this.all = [main, ...second];
    this.basicAttack = addBasicAttack(hunter, main).strike;
  }

  killCommand(): void {
    for (const pet of this.all) pet.killCommand.launch(pet.combatant.attackPower * petFacts.killCommand.attackPower);
  }

  stomp(): void {
    for (const pet of this.all) pet.stomp.launch(pet.combatant.attackPower * petFacts.stomp.attackPower);
  }

  wildThrash(): void {
    for (const pet of this.all) pet.wildThrash.launch(pet.combatant.attackPower * petFacts.wildThrash.attackPower);
  }

  /** Its hit comes with the damage bonus it brings. */
  bestialWrath(): void {
    for (const pet of this.all) {
      pet.bestialWrathHit.launch(pet.combatant.attackPower * petFacts.bestialWrath.attackPower);
    }
  }

  /** Tells about swings of any pet. */
  onSwing(act: () => void): void {
    for (const pet of this.all) pet.onSwing = act;
  }

  setBestialWrath(factor: number): void {
    for (const pet of this.all) pet.bestialWrath.value = factor;
  }
}
