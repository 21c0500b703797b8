import { channels, type Stats } from '@wowlab/protocol';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { formatOne, formatWhole } from '../format/numbers.ts';
import { useNow } from '../format/use-now.ts';
import { useChannel } from '../realtime/use-channel.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useServices } from '../shell/services.ts';
import { NodeCard } from './node-card.tsx';
import { orderNodes } from './node-order.ts';
import { PartsLine } from './parts-line.tsx';

const pollMs = { nodes: 4_000, stats: 2_000, status: 10_000 } as const;
const ageTickMs = 1_000;

const figures: readonly (readonly [keyof Stats, string, (value: number) => string])[] = [
  ['activeNodes', 'Nodes active', formatWhole],
  ['activeWorkers', 'Workers', formatWhole],
  ['iterationsPerSecond', 'Iterations/s', formatWhole],
  ['chunksPerMinute', 'Chunks/min', formatOne],
  ['runningJobs', 'Jobs running', formatWhole],
  ['queuedJobs', 'Jobs queued', formatWhole],
];

/** The machines that compute, by their own heartbeats. */
export const FleetPage = () => {
  const { api } = useServices();
  const nowMs = useNow(ageTickMs);
  const stats = useQuery({
    queryKey: ['stats'],
    queryFn: ({ signal }) => api.stats(signal),
    refetchInterval: pollMs.stats,
  });
  const status = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.status(signal),
    refetchInterval: pollMs.status,
    retry: false,
  });
  const list = useInfiniteQuery({
    queryKey: ['nodes'],
    queryFn: ({ pageParam, signal }) => api.nodes(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: pollMs.nodes,
  });
  const reread = () => void list.refetch({ cancelRefetch: false });
  useChannel(channels.fleetStats, { onMessage: () => undefined, onResync: reread });

  const nodes = orderNodes(list.data?.pages.flatMap((page) => page.nodes) ?? []);
  return (
    <div className="page">
      <PageHeading title="Fleet" />
      <dl className="figures" data-testid="stats">
        {figures.map(([key, label, format]) => (
          <div key={key} className="figure">
            <dt>{label}</dt>
            <dd>{stats.data === undefined ? '–' : format(stats.data[key])}</dd>
          </div>
        ))}
      </dl>
      {status.data !== undefined && <PartsLine status={status.data} />}
      {list.error !== null && <ProblemNotice error={list.error} />}
      {list.data === undefined && list.error === null && <output>Reading the fleet…</output>}
      {list.data !== undefined && nodes.length === 0 && (
        <div className="empty">
          <p>No node has registered yet.</p>
          <p className="hint">
            Start one with <code>wowlab node --server {location.origin}</code>
          </p>
        </div>
      )}
      <ul className="nodes" aria-label="Nodes">
        {nodes.map((node) => (
          <NodeCard key={node.id} node={node} nowMs={nowMs} />
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => void list.fetchNextPage()}>
          More nodes
        </button>
      )}
    </div>
  );
};
