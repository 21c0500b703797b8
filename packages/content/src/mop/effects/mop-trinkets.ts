import { directHit, hitKind } from '@wowlab/engine';
import type { EffectTrigger, ItemEffect, KnownItem } from './item-effect.ts';

const SECOND = 1000;
const ANY_HIT = directHit | hitKind.proc;
const ATTACK = ANY_HIT & ~hitKind.spell;

const flat = (chance: number, cooldownS: number, hits = ANY_HIT): EffectTrigger => ({
  hits,
  chance: { kind: 'flat', chance },
  internalCooldownMs: cooldownS * SECOND,
});

const realPpm = (perMinute: number, cooldownS: number, hits = ANY_HIT): EffectTrigger => ({
  hits,
  chance: { kind: 'realPpm', perMinute },
  internalCooldownMs: cooldownS * SECOND,
});

const onCrit = (trigger: EffectTrigger): EffectTrigger => ({ ...trigger, criticalOnly: true });

const stats = (
  aura: string,
  stat: Extract<ItemEffect, { kind: 'stats' }>['stat'],
  perPoint: number,
  durationS: number,
  trigger: EffectTrigger,
): Extract<ItemEffect, { kind: 'stats' }> => ({
  kind: 'stats',
  aura,
  stat,
  amount: { perPoint },
  durationMs: durationS * SECOND,
  trigger,
});

const item = (
  name: string,
  levels: Readonly<Record<number, number>>,
  ...effects: readonly ItemEffect[]
): KnownItem => ({
  name,
  levels: new Map(Object.entries(levels).map(([id, level]) => [Number(id), level])),
  effects,
});

/**
 * Trinkets of Mists of Pandaria that act on a hunter's damage.
 *
 * Sources: which hits count, chances and cooldowns: wowsims/mop sim/common/mop/stat_bonus_procs_auto_gen.go (A),
 * trinkets_phase_1_50.go (1), trinkets_phase_3_52.go (3), trinkets_phase_4_54.go as of 1666b7075 (4), and the item's
 * `itemEffect` in assets/database/db.json (D); coefficients of tier 14 from the game's scaling of item spells as
 * Aldriana's Shadowcraft engine lists them (S), which agrees with D wherever both have an item.
 */
export const mopTrinkets: readonly KnownItem[] = [
  // A, S
  item(
    'relic_of_xuen',
    { 79328: 476 },
    stats('blessing_of_the_celestials', 'agility', 1.5684000254, 15, onCrit(flat(0.2, 55, ATTACK))),
  ),
  item('windswept_pages', { 81125: 463 }, stats('windswept_pages', 'hasteRating', 1.9800000191, 20, flat(0.15, 65))),
  item('searing_words', { 81267: 463 }, stats('searing_words', 'agility', 1.9800000191, 25, onCrit(flat(0.45, 85)))),
  item(
    'bottle_of_infinite_stars',
    { 86132: 489, 86791: 476, 87057: 502 },
    stats('bottle_of_infinite_stars', 'agility', 1.48500001431, 20, flat(0.15, 55)),
  ),
  item(
    'terror_in_the_mists',
    { 86332: 496, 86890: 483, 87167: 509 },
    stats('terror_in_the_mists', 'critRating', 2.97000002861, 20, flat(0.15, 115)),
  ),
  // 1
  item(
    'zen_alchemist_stone',
    { 75274: 458 },
    stats('zen_alchemist_stone', 'agility', 2.66700005531, 15, flat(0.25, 55)),
  ),
  // A, D
  item(
    'vicious_talisman_of_the_shadopan_assault',
    { 94511: 522 },
    stats('superluminal', 'agility', 2.97000002861, 20, flat(0.15, 115)),
  ),
  item(
    'bad_juju',
    { 94523: 522, 95665: 502, 96037: 528, 96409: 535, 96781: 541 },
    stats('juju_madness', 'agility', 2.4749999046, 10, realPpm(1.100000023841858, 10)),
  ),
  // 3
  item(
    'renatakis_soul_charm',
    { 94512: 522, 95625: 502, 95997: 528, 96369: 535, 96741: 541 },
    {
      ...stats('blades_of_renataki', 'agility', 0.44999998808, 10, realPpm(1.21000003815, 10)),
      stacks: { max: 10, change: 'growing', everyMs: SECOND },
    },
  ),
  item(
    'talisman_of_bloodlust',
    { 94522: 522, 95748: 502, 96120: 528, 96492: 535, 96864: 541 },
    {
      ...stats('frenzy_of_bloodlust', 'hasteRating', 0.5189999938, 10, realPpm(3.5, 5)),
      stacks: { max: 5, change: 'perProc', everyMs: 0 },
    },
  ),
  item(
    'gaze_of_the_twins',
    { 94529: 522, 95799: 502, 96171: 528, 96543: 535, 96915: 541 },
    {
      ...stats('eye_of_brutality', 'critRating', 0.96799999475, 20, {
        hits: ANY_HIT,
        criticalOnly: true,
        ticks: true,
        chance: { kind: 'realPpm', perMinute: 0.72000002861, scale: 'crit' },
        internalCooldownMs: 10 * SECOND,
      }),
      stacks: { max: 3, change: 'perProc', everyMs: 0 },
    },
  ),
  // 4
  item(
    'assurance_of_consequence',
    { 102292: 553, 104476: 566, 104725: 540, 104974: 528, 105223: 559, 105472: 572 },
    stats('dextrous', 'agility', 2.97300004959, 20, flat(0.15, 115)),
    {
      kind: 'recovery',
      // Those that carry `SpellFlagReadinessTrinket` in sim/hunter.
      abilities: ['bestial_wrath', 'black_arrow', 'rapid_fire', 'silencing_shot', 'stampede'],
      sharePerPoint: 0.0000989999995,
    },
  ),
  item(
    'haromms_talisman',
    { 102301: 553, 104531: 566, 104780: 540, 105029: 528, 105278: 559, 105527: 572 },
    stats('vicious', 'agility', 2.97300004959, 10, realPpm(0.92000001669, 10)),
    { kind: 'again', source: 'multistrike', chancePerPoint: 0.00003539999947, share: 1 / 3 },
  ),
  // The cleave of this one needs a second enemy and is not modelled; see `leftOut` in worn-effects.ts.
  item(
    'sigil_of_rampage',
    { 102302: 553, 104584: 566, 104833: 540, 105082: 528, 105331: 559, 105580: 572 },
    stats('ferocity', 'agility', 2.97300004959, 15, flat(0.15, 85)),
  ),
  item(
    'ticking_ebon_detonator',
    { 102311: 553, 104616: 566, 104865: 540, 105114: 528, 105363: 559, 105612: 572 },
    {
      ...stats('restless_agility', 'agility', 0.27030000091, 10, realPpm(1, 10, directHit)),
      stacks: { max: 20, change: 'shrinking', everyMs: SECOND / 2 },
    },
  ),
];
