import { JobId, NodeId } from '@wowlab/protocol';

/**
 * What stands before the colon of a channel name decides how the channel behaves. Clients may publish to none of them, and
 * none pushes join and leave messages: with n listeners those are n² messages, and they tell every user who else is there.
 */
export interface ChannelNamespace {
  readonly name: string;
  /** What may stand after the colon. Checked before the sentinel is asked, so wildcards and oversized names stop there. */
  readonly channel_regex: string;
  readonly presence?: boolean;
  readonly history_size: number;
  readonly history_ttl: string;
  readonly force_recovery: boolean;
  /** `cache`: a subscriber gets the latest message only. `stream`: it gets, in order, all it missed. */
  readonly force_recovery_mode: 'cache' | 'stream';
  readonly subscribe_proxy_enabled?: boolean;
  readonly allow_subscribe_for_client?: boolean;
  readonly allow_subscribe_for_anonymous?: boolean;
}

const wholly = (schema: object): string => {
  if (!('pattern' in schema) || typeof schema.pattern !== 'string') {
    throw new TypeError('An id without a pattern cannot name a channel: give its schema one.');
  }
  return schema.pattern;
};

/** UUIDs as Supabase writes them. */
const userIdPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

export const channelNamespaces: readonly ChannelNamespace[] = [
  {
    // Progress replaces itself: a late page needs the latest message and no other.
    name: 'job',
    channel_regex: wholly(JobId),
    history_size: 1,
    history_ttl: '3600s',
    force_recovery: true,
    force_recovery_mode: 'cache',
    subscribe_proxy_enabled: true,
  },
  {
    // Hints differ from one another, so a node that was away for a moment gets each of them.
    name: 'node',
    channel_regex: wholly(NodeId),
    presence: true,
    history_size: 100,
    history_ttl: '120s',
    force_recovery: true,
    force_recovery_mode: 'stream',
    subscribe_proxy_enabled: true,
  },
  {
    name: 'user',
    channel_regex: userIdPattern,
    history_size: 100,
    history_ttl: '300s',
    force_recovery: true,
    force_recovery_mode: 'stream',
    subscribe_proxy_enabled: true,
  },
  {
    // Public numbers: everybody may listen, and nobody needs to be asked.
    name: 'fleet',
    channel_regex: '^stats$',
    history_size: 1,
    history_ttl: '60s',
    force_recovery: true,
    force_recovery_mode: 'cache',
    allow_subscribe_for_client: true,
    allow_subscribe_for_anonymous: true,
  },
];

/**
 * Give this as `since` to a subscription of a `job:` or `fleet:` channel, and its first answer already carries the latest
 * message. Without it a first subscription waits for the next one.
 */
export const sinceLatest = { offset: 0, epoch: '' } as const;
