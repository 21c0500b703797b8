import type { ArmConfig } from '@wowlab/simc';
import { addPull } from '../../action-list/add-pull.ts';
import { RotationCompiler } from '../../action-list/compile-rotation.ts';
import { armBloodlust } from '../../arm-bloodlust.ts';
import type { PreparedFight } from '../../prepared-fight.ts';
import { raidFacts } from '../raid-facts.ts';
import { talentFacts } from './data/talents.ts';
import { RetailHunter } from './hunter.ts';
import { readRetailHunterInputs } from './hunter-inputs.ts';
import { resolveRetailHunterName } from './hunter-names.ts';

/** Done anyway (automatic attacks start with the pull), without effect on damage here, or a talent that is not taken. */
const ACCEPTED: ReadonlySet<string> = new Set([
  ...Object.keys(talentFacts),
  'auto_shot',
  'auto_attack',
  'summon_pet',
  'snapshot_stats',
]);

/** Builds the fight of a retail hunter who has these abilities. */
export const prepareRetailHunter = (
  config: ArmConfig,
  notModelled: Set<string>,
  addAbilities: (hunter: RetailHunter) => void,
): PreparedFight => {
  const inputs = readRetailHunterInputs(config, notModelled);
  const hunter = new RetailHunter(inputs);
  addAbilities(hunter);
  const bloodlust = addBloodlust(hunter);
  const rotation = new RotationCompiler(
    {
      fight: hunter.fight,
      actor: hunter.actor,
      enemies: hunter.enemies,
      recorder: hunter.recorder,
      abilities: hunter.abilities,
      accepted: ACCEPTED,
      resolve: (parts, action) => resolveRetailHunterName(hunter, parts, action),
      notModelled,
    },
    config.actionLists,
  ).compile();
  const precombat = config.actionLists.find(({ name }) => name === 'precombat');
  if (rotation !== null) hunter.actor.rotation = rotation;
  addPull(hunter, precombat, bloodlust, ACCEPTED, notModelled);
  return { fight: hunter.fight, recorder: hunter.recorder };
};

const addBloodlust = (hunter: RetailHunter): (() => void) => {
  const { fight, target, inputs } = hunter;
  const { bloodlust, lengthMs } = inputs;
  if (bloodlust === null) return () => {};
  const { haste, durationMs } = raidFacts.bloodlust;
  const aura = hunter.addAura({
    name: 'bloodlust',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.bloodlust.value = stacks > 0 ? haste : 1;
      hunter.refreshHaste();
    },
  });
  return armBloodlust({ fight, target, lengthMs }, bloodlust, () => aura.apply());
};
