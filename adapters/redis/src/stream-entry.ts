import type { Fact } from '@wowlab/protocol';

/** An entry of the outbox as the scripts append it: flat fields, see `lua/include/outbox.lua`. */
export interface StreamEntry {
  readonly id: string;
  readonly kind: Fact['kind'];
  readonly fields: ReadonlyMap<string, string>;
}

const kinds: readonly string[] = [
  'config',
  'job',
  'result',
  'chunks',
  'node',
  'owner',
] satisfies readonly Fact['kind'][];
const isKind = (kind: string | undefined): kind is Fact['kind'] => kind !== undefined && kinds.includes(kind);

/** Reads the entries of one stream as Redis replies them: `[id, [field, value, …]]`, null for a deleted one. */
export const readStreamEntries = (reply: unknown): readonly StreamEntry[] => {
  if (!Array.isArray(reply)) throw new TypeError('the outbox replied no list of entries');
  return (reply as readonly unknown[]).flatMap((entry) => {
    if (!Array.isArray(entry) || !Array.isArray(entry[1])) return [];
    const [id, flat] = entry as [string, readonly string[]];
    const fields = new Map<string, string>();
    for (let index = 0; index + 1 < flat.length; index += 2) fields.set(flat[index] ?? '', flat[index + 1] ?? '');
    const kind = fields.get('kind');
    if (!isKind(kind)) throw new TypeError(`outbox entry ${id} is of kind ${JSON.stringify(kind)}, which is not known`);
    return [{ id, kind, fields }];
  });
};
