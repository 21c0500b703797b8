import { NodeShare } from '@wowlab/protocol';
import { Type } from 'typebox';

import type { ArchivedNode, ArchivedOwnership } from './archive.ts';
import type { Transaction } from './database.ts';
import { integerText, rowReader } from './row-reader.ts';

const readNodeRows = rowReader(
  Type.Object({
    id: Type.String(),
    version: integerText,
    public_key: Type.String(),
    name: Type.String(),
    cores: Type.Integer(),
    workers: Type.Integer(),
    memory_bytes: integerText,
    platform: Type.String(),
    agent: Type.String(),
    builds: Type.Array(Type.String()),
    registered_at_ms: integerText,
    last_seen_at_ms: integerText,
  }),
);

/** By id from `after` (exclusive) on; `only` asks for a single one. */
export async function selectNodes(
  tx: Transaction,
  { only, after, limit }: { readonly only: string | null; readonly after: string | null; readonly limit: number },
): Promise<ArchivedNode[]> {
  const result = await tx.query(
    `select id, version, public_key, name, cores, workers, memory_bytes, platform, agent, builds,
       registered_at_ms, last_seen_at_ms
     from public.nodes
     where ($1::text is null or id = $1) and ($2::text is null or id > $2)
     order by id limit $3`,
    [only, after, limit],
  );
  return readNodeRows(result).map((row) => ({
    id: row.id,
    version: Number(row.version),
    publicKey: row.public_key,
    name: row.name,
    cores: row.cores,
    workers: row.workers,
    memoryBytes: Number(row.memory_bytes),
    platform: row.platform,
    agent: row.agent,
    builds: row.builds,
    registeredAtMs: Number(row.registered_at_ms),
    lastSeenAtMs: Number(row.last_seen_at_ms),
  }));
}

const readOwnerRows = rowReader(
  Type.Object({
    owner: Type.Union([Type.String(), Type.Null()]),
    share: NodeShare,
    shared_with: Type.Array(Type.String()),
    changed_at_ms: integerText,
    revoked_at_ms: Type.Union([integerText, Type.Null()]),
    quarantined_at_ms: Type.Union([integerText, Type.Null()]),
  }),
);

/** Whose a node is; null while nobody ever claimed it. */
export async function selectNodeOwner(tx: Transaction, node: string): Promise<ArchivedOwnership | null> {
  const result = await tx.query(
    `select owner, share, shared_with::text[] as shared_with, changed_at_ms, revoked_at_ms, quarantined_at_ms
     from public.node_owners where node_id = $1`,
    [node],
  );
  const [row] = readOwnerRows(result);
  return row === undefined
    ? null
    : {
        owner: row.owner,
        share: row.share,
        users: row.shared_with,
        changedAtMs: Number(row.changed_at_ms),
        revokedAtMs: row.revoked_at_ms === null ? null : Number(row.revoked_at_ms),
        quarantinedAtMs: row.quarantined_at_ms === null ? null : Number(row.quarantined_at_ms),
      };
}
