import { eventPriority, hitKind } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** Volley: arrows rain on an area for a while. */
export const addVolley = (hunter: RetailHunter): void => {
  const { fight, inputs, player } = hunter;
  if (inputs.rank('volley') === 0) return;
  const { cooldownMs, durationMs, periodMs, attackPower } = spellFacts.volley;
  const rain = hunter.addShot({ name: 'volley', school: 'physical', kind: hitKind.rangedAbility });
  const aura = hunter.addAura({ name: 'volley', durationMs });
  let left = 0;
  const hit = fight.timer(eventPriority.effect, () => {
    rain.launch(player.rangedAttackPower * attackPower);
    left -= 1;
    if (left > 0) fight.queue.schedule(hit, fight.now + periodMs);
  });
  hunter.addAbility({
    name: 'volley',
    cooldownMs,
    perform: () => {
      aura.apply();
      left = durationMs / periodMs;
      fight.queue.schedule(hit, fight.now + periodMs);
    },
  });
};

/** Double Tap: Trueshot and Volley make the next Rapid Fire longer. */
export const addDoubleTap = (hunter: RetailHunter): void => {
  if (hunter.inputs.rank('double_tap') === 0) return;
  const aura = hunter.addAura({ name: 'double_tap', durationMs: talentFacts.double_tap.durationMs });
  hunter.afterCast('trueshot', () => aura.apply());
  hunter.afterCast('volley', () => aura.apply());
};
