import type { ArmConfig } from './arm-config.ts';

/**
 * The one text of a config: JSON with keys in code-unit order, no white space, no `-0`. Equal configs give equal text on
 * every JavaScript runtime, so its SHA-256 names the config.
 *
 * @throws TypeError when a value is not plain JSON (NaN, an infinity, `undefined`, a function): a config like that is a bug.
 */
export const canonicalConfig = (config: ArmConfig): string => canonicalJson(config);

const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`a config cannot hold the number ${value}`);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a config cannot hold a ${typeof value}`);
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};
