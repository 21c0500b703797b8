import { hitKind } from '@wowlab/engine';
import type { ItemEffect } from './item-effect.ts';

const SECOND = 1000;
const RANGED = hitKind.rangedShot | hitKind.rangedAbility;
const ATTACK = RANGED | hitKind.meleeSwing | hitKind.meleeAbility;

export interface KnownEnchant {
  /** Names on a gear line, as `enchant=` or `addon=`. */
  readonly names: readonly string[];
  /** The effect's id, as `enchant_id=`. */
  readonly id: number;
  readonly effects: readonly ItemEffect[];
}

/**
 * Enchants, scopes and tinkers. Sources: wowsims/mop sim/common/mop/enchants.go, enchants_auto_gen.go for the hits that
 * count, and the enchant's `enchantEffect` in assets/database/leftover_db.bin for the rest.
 */
export const mopEnchants: readonly KnownEnchant[] = [
  {
    names: ['lord_blastingtons_scope_of_doom'],
    id: 4699,
    effects: [
      {
        kind: 'stats',
        aura: 'lord_blastingtons_scope_of_doom',
        stat: 'agility',
        amount: { fixed: 1800 },
        durationMs: 10 * SECOND,
        trigger: { hits: RANGED, chance: { kind: 'perWeaponSpeed', perMinute: 1 }, internalCooldownMs: 0 },
      },
    ],
  },
  {
    names: ['mirror_scope'],
    id: 4700,
    effects: [
      {
        kind: 'stats',
        aura: 'mirror_scope',
        stat: 'critRating',
        amount: { fixed: 900 },
        durationMs: 10 * SECOND,
        trigger: { hits: RANGED, chance: { kind: 'perWeaponSpeed', perMinute: 1 }, internalCooldownMs: 0 },
      },
    ],
  },
  {
    names: ['swordguard_embroidery', 'swordguard_embroidery_3'],
    id: 4894,
    effects: [
      {
        kind: 'stats',
        aura: 'swordguard_embroidery',
        stat: 'attackPower',
        amount: { fixed: 4000 },
        durationMs: 15 * SECOND,
        trigger: { hits: ATTACK, chance: { kind: 'flat', chance: 0.15 }, internalCooldownMs: 57 * SECOND },
      },
    ],
  },
  {
    names: ['synapse_springs', 'synapse_springs_2', 'synapse_springs_mark_ii'],
    id: 4898,
    effects: [
      {
        kind: 'use',
        aura: 'synapse_springs',
        stat: 'agility',
        amount: { fixed: 1920 },
        durationMs: 10 * SECOND,
        cooldownMs: 60 * SECOND,
        sharedMs: 10 * SECOND,
      },
    ],
  },
];
