import { NodeMetrics, NodeShare } from '@wowlab/protocol';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { NodeRecord } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import type { ReplyReader } from '../reply-reader.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const listNodesOperation = defineOperation('list_nodes', ['after', 'most']);
export const readNodesOperation = defineOperation('read_nodes', [], ['node']);

/** As `encodeRegistration` writes it. */
const Registration = Type.Object({
  publicKey: Type.String(),
  name: Type.String(),
  cores: Type.Integer(),
  workers: Type.Integer(),
  memoryBytes: Type.Integer(),
  platform: Type.String(),
  agent: Type.String(),
  builds: Type.Array(Type.String()),
});
export type Registration = Type.Static<typeof Registration>;

export const decodeRegistration = (text: string): Registration => Value.Parse(Registration, JSON.parse(text));

const readNodeRecord = (reply: ReplyReader): NodeRecord | null => {
  if (reply.left === 0) return null;
  const id = reply.text();
  const isLiving = reply.integer() === 1;
  const leases = reply.integer();
  const fields = reply.nested().fields();
  const registration = fields.get('registration');
  // A successor of a rotated key that has not registered yet.
  if (registration === undefined) return null;
  const metrics = fields.get('metrics');
  return {
    id,
    ...decodeRegistration(registration),
    session: fields.get('session') ?? '',
    owner: fields.get('owner') ?? null,
    revokedAtMs: Number(fields.get('revoked')) || null,
    agreed: Number(fields.get('agreed') ?? 0),
    quarantinedAtMs: Number(fields.get('quarantined')) || null,
    share: Value.Parse(NodeShare, fields.get('share') ?? 'private'),
    users: (fields.get('users') ?? '').split(',').filter((user) => user !== ''),
    state: isLiving ? (fields.get('drain') === '1' ? 'draining' : 'active') : 'dead',
    registeredAtMs: Number(fields.get('registered')),
    lastHeartbeatAtMs: Number(fields.get('beat')),
    leases,
    chunksDone: Number(fields.get('done') ?? 0),
    metrics: metrics === undefined ? null : Value.Parse(NodeMetrics, JSON.parse(metrics)),
  };
};

const readNodes = async (runner: ScriptRunner, ids: readonly string[]): Promise<readonly NodeRecord[]> => {
  if (ids.length === 0) return [];
  const reply = await runner.run(readNodesOperation, {}, ids);
  return ids.map(() => readNodeRecord(reply.nested())).filter((node) => node !== null);
};

export const readNode = async (runner: ScriptRunner, id: string): Promise<NodeRecord | null> =>
  (await readNodes(runner, [id]))[0] ?? null;

export const listNodes = async (
  runner: ScriptRunner,
  after: string | null,
  limit: number,
): Promise<{ readonly nodes: readonly NodeRecord[]; readonly nextCursor: string | null }> => {
  const ids = (await runner.run(listNodesOperation, { after: after ?? '', most: limit + 1 })).texts();
  const shown = ids.slice(0, limit);
  return {
    nodes: await readNodes(runner, shown),
    nextCursor: ids.length > limit ? (shown.at(-1) ?? null) : null,
  };
};
