import { type Aura, eventPriority, Multiplier, TARGET } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** What Precise Shots do to the shots that spend them. */
export interface PreciseShots {
  readonly aura: Aura;
  readonly damage: Multiplier;
  readonly cost: Multiplier;
  /** To be called after the shot was sent. @param travelMs until it arrives, and may mark the target. */
  readonly spend: (travelMs: number) => void;
}

/** Precise Shots: the next Arcane Shot, Multi-Shot, Kill Shot or Black Arrow is stronger, cheaper, and may mark the target. */
export const addPreciseShots = (hunter: RetailHunter): PreciseShots => {
  const { fight, inputs } = hunter;
  const facts = spellFacts.preciseShots;
  const damage = new Multiplier(fight, 'preciseShots.damage');
  const cost = new Multiplier(fight, 'preciseShots.cost');
  const aura = hunter.addAura({
    name: 'precise_shots',
    durationMs: facts.durationMs,
    onStacks: (_, stacks) => {
      damage.value = stacks > 0 ? 1 + facts.damage : 1;
      cost.value = stacks > 0 ? facts.costFactor : 1;
    },
  });
  const { spottersMark } = spellFacts;
  const mark = hunter.addAura({
    name: 'spotters_mark',
    durationMs: spottersMark.durationMs,
    kind: 'debuff',
    on: TARGET,
  });
  const arrival = fight.timer(eventPriority.effect, () => mark.apply());
  const { feathered_frenzy: frenzy, focused_aim: aim } = talentFacts;
  const chance = (): number => {
    const isFrenzied = inputs.rank('feathered_frenzy') > 0 && hunter.auras.get('trueshot')?.isUp === true;
    return spottersMark.chance * (isFrenzied ? 1 + frenzy.chance : 1);
  };
  return {
    aura,
    damage,
    cost,
    spend: (travelMs) => {
      if (!aura.isUp) return;
      if (hunter.chance(chance())) fight.queue.schedule(arrival, fight.now + travelMs);
      if (inputs.rank('focused_aim') > 0) hunter.abilities.get('aimed_shot')?.cooldown?.reduce(aim.aimedShotMs);
      aura.drop();
    },
  };
};
