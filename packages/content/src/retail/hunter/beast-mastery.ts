import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAutoShot } from './abilities/auto-shot.ts';
import { addBarbedShot } from './abilities/barbed-shot.ts';
import { addBestialWrath } from './abilities/bestial-wrath.ts';
import { addBlackArrow } from './abilities/black-arrow.ts';
import { addCobraShot } from './abilities/cobra-shot.ts';
import { addHowlOfThePackLeader } from './abilities/howl-of-the-pack-leader.ts';
import { addKillCommand } from './abilities/kill-command.ts';
import { addWildThrash } from './abilities/wild-thrash.ts';
import { talentFacts } from './data/talents.ts';
import type { RetailHunter } from './hunter.ts';
import { addDireBeasts } from './pet/dire-beasts.ts';
import { HunterPets } from './pet/hunter-pets.ts';
import { prepareRetailHunter } from './prepare-hunter.ts';

/** Everything a beast mastery hunter of retail can do, each in its file. */
const addBeastMastery = (hunter: RetailHunter): void => {
  const { inputs } = hunter;
  if (inputs.hasPet) hunter.pets = new HunterPets(hunter);
  const direBeasts = addDireBeasts(hunter);
  const snakeskin = addCobraShot(hunter);
  const snakeskinChance = inputs.rank('snakeskin_quiver') * talentFacts.snakeskin_quiver.chance;
  addAutoShot(hunter, {
    onShot: () => {
      if (hunter.chance(snakeskinChance)) snakeskin();
    },
    onHit: () => {},
  });
  addBarbedShot(hunter, direBeasts.onBleed);
  addKillCommand(hunter);
  addBestialWrath(hunter);
  addWildThrash(hunter);
  hunter.afterCast('kill_command', direBeasts.onKillCommand);
  // Last: they add to what abilities above do.
  addBlackArrow(hunter, { multipliers: [] });
  addHowlOfThePackLeader(hunter, direBeasts.onBleed);
};

/** Builds the fight of a beast mastery hunter of retail. */
export const prepareRetailBeastMastery = (config: ArmConfig, notModelled: Set<string>): PreparedFight =>
  prepareRetailHunter(config, notModelled, addBeastMastery);
