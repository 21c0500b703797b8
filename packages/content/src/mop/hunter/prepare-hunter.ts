import type { ArmConfig } from '@wowlab/simc';
import { addPull } from '../../action-list/add-pull.ts';
import { RotationCompiler } from '../../action-list/compile-rotation.ts';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addPotion } from './add-potion.ts';
import { addWornEffects } from './add-worn-effects.ts';
import { hunterTalents } from './data/talents.ts';
import { Hunter } from './hunter.ts';
import { readHunterInputs } from './hunter-inputs.ts';
import { resolveHunterName } from './hunter-names.ts';
import { addRaidCooldowns } from './raid-cooldowns.ts';
import { addRaidEvents } from '../../raid-events/add-raid-events.ts';
import { HunterPet } from './pet/hunter-pet.ts';
import { addBloodlust } from './bloodlust.ts';

/** Done anyway (automatic attacks start with the pull), or without effect on damage here. */
const ACCEPTED: ReadonlySet<string> = new Set([
  // A talent that is not taken is an ability the hunter does not have.
  ...hunterTalents,
  // So is a trait of another race, or one without effect on damage.
  'blood_fury',
  'berserking',
  'arcane_torrent',
  'rabid',
  'stoneform',
  'gift_of_the_naaru',
  'auto_shot',
  'auto_attack',
  'start_attack',
  'summon_pet',
  'snapshot_stats',
  'flask',
  'food',
  'augmentation',
]);

/** What a hunter without a pet can not do. */
const NEEDS_PET: readonly string[] = ['kill_command', 'bestial_wrath', 'focus_fire'];

/** Builds the fight of a hunter who has these abilities besides automatic attacks and a pet. */
export const prepareHunter = (
  config: ArmConfig,
  notModelled: Set<string>,
  abilities: readonly ((hunter: Hunter) => void)[],
): PreparedFight => {
  const inputs = readHunterInputs(config, notModelled);
  const accepted = inputs.petFamily === null ? new Set([...ACCEPTED, ...NEEDS_PET]) : ACCEPTED;
  const hunter = new Hunter(inputs);
  if (inputs.petFamily !== null) {
    const pet = new HunterPet(hunter, inputs.petFamily);
    hunter.pet = pet;
    if (hunter.isBeastMaster) {
      hunter.auras.set('frenzy', pet.frenzy);
      hunter.auras.set('cobra_strikes', pet.cobraStrikes);
    }
  }
  for (const add of abilities) add(hunter);
  addRaidCooldowns(hunter);
  addPotion(hunter);
  addWornEffects(hunter, inputs.worn);
  const bloodlust = addBloodlust(hunter);
  hunter.raidEvents = addRaidEvents(
    inputs.raidEvents,
    inputs.standing,
    {
      fight: hunter.fight,
      enemies: hunter.enemies,
      actor: hunter.actor,
      movement: hunter.movement,
      auras: hunter.auras,
    },
    notModelled,
  );
  const rotation = new RotationCompiler(
    {
      fight: hunter.fight,
      actor: hunter.actor,
      recorder: hunter.recorder,
      enemies: hunter.enemies,
      abilities: hunter.abilities,
      usableItems: hunter.usableItems,
      auras: hunter.auras,
      accepted,
      resolve: (parts, action) => resolveHunterName(hunter, parts, action),
      notModelled,
    },
    config.actionLists,
  ).compile();
  const precombat = config.actionLists.find(({ name }) => name === 'precombat');
  if (rotation !== null) hunter.actor.rotation = rotation;
  addPull(hunter, precombat, bloodlust, accepted, notModelled);
  return { fight: hunter.fight, recorder: hunter.recorder };
};
