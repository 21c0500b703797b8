import { directHit, hitKind } from '@wowlab/engine';
import type { EffectStat, ItemEffect } from './item-effect.ts';

const MS_PER_SECOND = 1000;
const PCT = 100;

const STATS: ReadonlyMap<string, EffectStat> = new Map<string, EffectStat>([
  ['agi', 'agility'],
  ['agility', 'agility'],
  ['ap', 'attackPower'],
  ['crit', 'critRating'],
  ['haste', 'hasteRating'],
  ['mastery', 'masteryRating'],
]);

const PART = /^(?<number>\d{1,7}(?:\.\d{1,4})?)(?<unit>[a-z]+|%)$/;

/** What a text like `3595haste_15dur_60cd` says, by unit. */
const readParts = (text: string): ReadonlyMap<string, number> | null => {
  const parts = new Map<string, number>();
  for (const part of text.split('_')) {
    const groups = PART.exec(part)?.groups;
    if (groups === undefined) return null;
    parts.set(groups['unit'] ?? '', Number(groups['number']));
  }
  return parts;
};

/**
 * An effect that is written on a gear line, as SimulationCraft has it: `use=3595haste_15dur_60cd` when the player uses it,
 * `equip=onattackhit_3653agi_15%_20dur_55cd` by chance on hits (`1.1rppm` instead of `15%` for real procs per minute).
 *
 * @returns `null` for anything else.
 */
export const writtenEffect = (key: 'use' | 'equip', written: string, aura: string): ItemEffect | null => {
  const text = written.toLowerCase();
  const trigger = /^on(?:attackhit|attackcrit|anyhit)_/.exec(text)?.[0] ?? '';
  if ((key === 'equip') !== (trigger !== '')) return null;
  const parts = readParts(text.slice(trigger.length));
  if (parts === null) return null;
  const found = [...parts].flatMap(([unit, amount]) => {
    const stat = STATS.get(unit);
    return stat === undefined ? [] : [{ stat, amount }];
  });
  const [raised] = found;
  const duration = parts.get('dur');
  const known = new Set(['dur', 'cd', '%', 'rppm']);
  if (raised === undefined || found.length > 1 || duration === undefined || duration === 0) return null;
  if ([...parts.keys()].some((unit) => !STATS.has(unit) && !known.has(unit))) return null;
  const common = {
    aura,
    stat: raised.stat,
    amount: { fixed: raised.amount },
    durationMs: Math.round(duration * MS_PER_SECOND),
  };
  const cooldownMs = Math.round((parts.get('cd') ?? 0) * MS_PER_SECOND);
  if (key === 'use') {
    return cooldownMs === 0 ? null : { kind: 'use', ...common, cooldownMs, sharedMs: common.durationMs };
  }
  const rppm = parts.get('rppm');
  const chance = parts.get('%');
  if ((rppm === undefined) === (chance === undefined)) return null;
  return {
    kind: 'stats',
    ...common,
    trigger: {
      hits: directHit | hitKind.proc,
      criticalOnly: trigger.includes('crit'),
      chance: rppm === undefined ? { kind: 'flat', chance: (chance ?? 0) / PCT } : { kind: 'realPpm', perMinute: rppm },
      internalCooldownMs: cooldownMs,
    },
  };
};
