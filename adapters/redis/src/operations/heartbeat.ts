import type { NodeMetrics } from '@wowlab/protocol';
import type { HeartbeatTaken } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const heartbeatOperation = defineOperation('heartbeat', ['node', 'session', 'metrics']);

export const heartbeat = async (
  runner: ScriptRunner,
  node: string,
  session: string,
  metrics: NodeMetrics,
): Promise<HeartbeatTaken> => {
  const reply = await runner.run(heartbeatOperation, { node, session, metrics: JSON.stringify(metrics) });
  const kind = reply.text();
  const serverTimeMs = reply.integer();
  switch (kind) {
    case 'unknown':
    case 'revoked':
    case 'stale-session':
      return { kind, serverTimeMs };
    case 'known':
      return {
        kind,
        serverTimeMs,
        drain: reply.integer() === 1,
        leases: reply.integer(),
        claimed: reply.integer() === 1,
      };
    default:
      return reply.unexpected(kind);
  }
};
