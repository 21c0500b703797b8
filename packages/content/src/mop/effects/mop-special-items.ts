import { hitKind } from '@wowlab/engine';
import type { KnownItem } from './item-effect.ts';

const SECOND = 1000;
/** Damage scale of what belongs to no class. Source: wowsims/mop sim/core/base_stats.go `ClassBaseScaling`. */
const ITEM_SCALE = 1710;
const MELEE_OR_RANGED = hitKind.meleeSwing | hitKind.meleeAbility | hitKind.rangedShot | hitKind.rangedAbility;

/**
 * Cloaks of the legendary chain. Source: wowsims/mop sim/common/mop/cloaks_phase_4_54.go. The first is the one for agility;
 * what Xing-Ho does needs spells that hunters do not cast.
 */
export const mopCloaks: readonly KnownItem[] = [
  {
    name: 'fenyu_fury_of_xuen',
    levels: new Map([[102248, 600]]),
    effects: [
      {
        kind: 'strikes',
        source: 'flurry_of_xuen',
        aura: 'flurry_of_xuen',
        school: 'physical',
        charges: 1,
        strikes: 10,
        everyMs: 300,
        durationMs: 3 * SECOND,
        base: 0,
        variance: 0,
        attackPower: 0.2,
        setsOff: false,
        trigger: {
          hits: MELEE_OR_RANGED | hitKind.proc,
          chance: {
            kind: 'realPpm',
            perMinute: 1.74000000954,
            scale: 'haste',
            bySpec: { marksmanship: 1.20000000298, survival: 1.15000000596 },
          },
          internalCooldownMs: 3 * SECOND,
        },
      },
    ],
  },
];

/**
 * Meta gems by item id. Source: wowsims/mop sim/core/item_effects.go `ApplyMetaGemCriticalDamageEffect`,
 * sim/common/mop/metagems.go as of 31cd74165.
 */
export const mopMetaGems: readonly KnownItem[] = [
  { name: 'agile_primal_diamond', levels: new Map([[76884, 0]]), effects: [{ kind: 'critDamage', factor: 1.03 }] },
  {
    name: 'capacitive_primal_diamond',
    levels: new Map([[95346, 0]]),
    effects: [
      {
        kind: 'strikes',
        source: 'lightning_strike',
        aura: 'capacitance',
        school: 'magic',
        charges: 5,
        strikes: 1,
        everyMs: 0,
        durationMs: 60 * SECOND,
        base: ITEM_SCALE * 0.13300000131,
        variance: 0.15000000596,
        attackPower: 0.75,
        setsOff: true,
        trigger: {
          hits: MELEE_OR_RANGED,
          chance: {
            kind: 'realPpm',
            perMinute: 19.27000045776,
            scale: 'haste',
            bySpec: { beast_mastery: 0.94999999925, marksmanship: 1.10700000077, survival: 0.94999999925 },
          },
          internalCooldownMs: 0,
        },
      },
    ],
  },
];
