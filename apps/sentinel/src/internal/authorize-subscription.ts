import { type SubscribeProxyReply, type SubscribeProxyRequest, allowSubscription, refuse } from '@wowlab/centrifugo';
import { channels, JobId, NodeId, UserId } from '@wowlab/protocol';
import { Compile } from 'typebox/compile';
import { lookUpJob } from '../jobs/find-job.ts';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';

const ids = { job: Compile(JobId), node: Compile(NodeId), user: Compile(UserId) } as const;

type Verdict = 'allowed' | 'denied' | 'unavailable';

const isKind = (kind: string): kind is keyof typeof ids => Object.hasOwn(ids, kind);

const judge = async ({ channel, user, meta }: SubscribeProxyRequest, services: Services): Promise<Verdict> => {
  if (channel === channels.fleetStats) return 'allowed';
  const [kind = '', id = '', ...rest] = channel.split(':');
  if (rest.length > 0 || !isKind(kind) || !ids[kind].Check(id)) return 'denied';
  switch (kind) {
    case 'user':
      return meta?.kind === 'user' && id === user ? 'allowed' : 'denied';
    case 'node':
      // The token may be older than the node's end: ask whether it is still registered.
      if (meta?.kind !== 'node' || id !== user) return 'denied';
      return (await services.nodeKeys.keyOf(id)) === null ? 'denied' : 'allowed';
    case 'job': {
      if (meta?.kind !== 'user') return 'denied';
      const found = await lookUpJob(id, user, services);
      if (found.kind === 'unavailable') return 'unavailable';
      return found.kind === 'found' && found.job.owner === user ? 'allowed' : 'denied';
    }
    default:
      return kind satisfies never;
  }
};

/** Whether a connection may listen to a channel: players to their own jobs and list, nodes to their own hints. */
export const authorizeSubscription = async (
  request: SubscribeProxyRequest,
  services: Services,
): Promise<SubscribeProxyReply> => {
  const verdict = await judge(request, services);
  if (verdict === 'allowed') return allowSubscription();
  if (verdict === 'unavailable') return refuse('unavailable');
  services.metrics.securityEvents.inc({ type: 'foreign-channel' });
  logSecurityEvent(services.log, 'foreign-channel', {
    channel: request.channel.slice(0, 128),
    user: request.user.slice(0, 64),
    kind: request.meta?.kind ?? null,
  });
  return refuse('permissionDenied');
};
