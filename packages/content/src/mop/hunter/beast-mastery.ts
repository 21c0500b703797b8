import type { ArmConfig } from '@wowlab/simc';
import { RotationCompiler } from '../../action-list/compile-rotation.ts';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAMurderOfCrows } from './abilities/a-murder-of-crows.ts';
import { addArcaneShot } from './abilities/arcane-shot.ts';
import { addAspectOfTheHawk } from './abilities/aspect-of-the-hawk.ts';
import { addBarrage } from './abilities/barrage.ts';
import { addBestialWrath } from './abilities/bestial-wrath.ts';
import { addCobraShot } from './abilities/cobra-shot.ts';
import { addDireBeast } from './abilities/dire-beast.ts';
import { addExplosiveTrap } from './abilities/explosive-trap.ts';
import { addFervor } from './abilities/fervor.ts';
import { addFocusFire } from './abilities/focus-fire.ts';
import { addGlaiveToss } from './abilities/glaive-toss.ts';
import { addHuntersMark } from './abilities/hunters-mark.ts';
import { addKillCommand } from './abilities/kill-command.ts';
import { addKillShot } from './abilities/kill-shot.ts';
import { addLynxRush } from './abilities/lynx-rush.ts';
import { addMultiShot } from './abilities/multi-shot.ts';
import { addPowershot } from './abilities/powershot.ts';
import { addRabid } from './abilities/rabid.ts';
import { addRacials } from './abilities/racials.ts';
import { addRapidFire } from './abilities/rapid-fire.ts';
import { addSerpentSting } from './abilities/serpent-sting.ts';
import { addStampede } from './abilities/stampede.ts';
import { addThrillOfTheHunt } from './abilities/thrill-of-the-hunt.ts';
import { hunterTalents } from './data/talents.ts';
import { Hunter } from './hunter.ts';
import { readHunterInputs } from './hunter-inputs.ts';
import { resolveHunterName } from './hunter-names.ts';
import { addRaidCooldowns } from './raid-cooldowns.ts';
import { HunterPet } from './pet/hunter-pet.ts';
import { addPull } from './pull.ts';

/** Everything a beast mastery hunter can do, each in its file. */
const ABILITIES: readonly ((hunter: Hunter) => void)[] = [
  addAMurderOfCrows,
  addArcaneShot,
  addAspectOfTheHawk,
  addBarrage,
  addBestialWrath,
  addCobraShot,
  addDireBeast,
  addExplosiveTrap,
  addFervor,
  addFocusFire,
  addGlaiveToss,
  addHuntersMark,
  addKillCommand,
  addKillShot,
  addLynxRush,
  addMultiShot,
  addPowershot,
  addRabid,
  addRacials,
  addRapidFire,
  addSerpentSting,
  addStampede,
  // Last: it makes abilities above cheaper.
  addThrillOfTheHunt,
];

/** Done anyway (automatic attacks start with the pull), or without effect on damage here. */
const ACCEPTED: ReadonlySet<string> = new Set([
  // A talent that is not taken is an ability the hunter does not have.
  ...hunterTalents,
  'auto_shot',
  'auto_attack',
  'start_attack',
  'summon_pet',
  'snapshot_stats',
]);

/** Builds the fight of a beast mastery hunter. */
export const prepareBeastMastery = (config: ArmConfig, notModelled: Set<string>): PreparedFight => {
  const inputs = readHunterInputs(config, notModelled);
  const hunter = new Hunter(inputs);
  if (inputs.petFamily !== null) {
    const pet = new HunterPet(hunter, inputs.petFamily.basicAttack);
    hunter.pet = pet;
    hunter.auras.set('frenzy', pet.frenzy);
    hunter.auras.set('cobra_strikes', pet.cobraStrikes);
  }
  for (const add of ABILITIES) add(hunter);
  const rotation = new RotationCompiler(
    {
      fight: hunter.fight,
      actor: hunter.actor,
      recorder: hunter.recorder,
      abilities: hunter.abilities,
      accepted: ACCEPTED,
      resolve: (parts, action) => resolveHunterName(hunter, parts, action),
      notModelled,
    },
    config.actionLists,
  ).compile();
  addRaidCooldowns(hunter);
  const precombat = config.actionLists.find(({ name }) => name === 'precombat');
  if (rotation !== null) hunter.actor.rotation = rotation;
  addPull(hunter, precombat, ACCEPTED, notModelled);
  const uptimes = [...hunter.auras.values()].map((aura) => ({
    aura,
    counter: hunter.recorder.addCounter(`buff.${aura.name}.up_ms`),
  }));
  return {
    fight: hunter.fight,
    recorder: hunter.recorder,
    onEnd: () => {
      for (const { aura, counter } of uptimes) hunter.recorder.count(counter, aura.uptime());
    },
  };
};
