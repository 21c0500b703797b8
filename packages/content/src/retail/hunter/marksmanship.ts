import type { ArmConfig } from '@wowlab/simc';
import type { PreparedFight } from '../../prepared-fight.ts';
import { addAimedShot } from './abilities/aimed-shot.ts';
import { addAutoShot } from './abilities/auto-shot.ts';
import { addBlackArrow } from './abilities/black-arrow.ts';
import { addExplosiveShot } from './abilities/explosive-shot.ts';
import { addKillShot } from './abilities/kill-shot.ts';
import { addMasterMarksman } from './abilities/master-marksman.ts';
import { addPreciseShots } from './abilities/precise-shots.ts';
import { addArcaneAndMultiShot } from './abilities/precise-spenders.ts';
import { addRapidFire } from './abilities/rapid-fire.ts';
import { addSteadyShot } from './abilities/steady-shot.ts';
import { addTrueshot } from './abilities/trueshot.ts';
import { addDoubleTap, addVolley } from './abilities/volley.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { RetailHunter } from './hunter.ts';
import { prepareRetailHunter } from './prepare-hunter.ts';

/** Everything a marksmanship hunter of retail can do, each in its file. */
const addMarksmanship = (hunter: RetailHunter): void => {
  const precise = addPreciseShots(hunter);
  const aimed = addAimedShot(hunter, precise);
  const rapidFire = addRapidFire(hunter, precise);
  const lockAndLoadChance = hunter.inputs.rank('lock_and_load') * spellFacts.lockAndLoad.chance;
  addAutoShot(hunter, {
    onShot: () => {},
    onHit: () => {
      if (hunter.chance(lockAndLoadChance)) aimed.lockAndLoad.apply();
    },
  });
  addArcaneAndMultiShot(hunter, precise);
  addKillShot(hunter, precise);
  addSteadyShot(hunter);
  addExplosiveShot(hunter);
  addVolley(hunter);
  addTrueshot(hunter, aimed.recovery, rapidFire);
  addMasterMarksman(hunter);
  // Last: they add to what abilities above do.
  addDoubleTap(hunter);
  addBlackArrow(hunter, { multipliers: [precise.damage], costMultiplier: precise.cost, onShot: precise.spend });
};

/** Builds the fight of a marksmanship hunter of retail. */
export const prepareRetailMarksmanship = (config: ArmConfig, notModelled: Set<string>): PreparedFight => {
  notModelled.add('aimed_shot: damage (no coefficient of 12.0 was published in the data that were read)');
  return prepareRetailHunter(config, notModelled, addMarksmanship);
};
