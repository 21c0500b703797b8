import type { FleetNode, FleetPage } from '@wowlab/protocol';
import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { formatDuration, formatWhole } from '../output/numbers.ts';
import { printJson, printText } from '../output/print.ts';
import { renderTable } from '../output/table.ts';

const mebibyte = 1024 * 1024;

const row = (node: FleetNode, nowMs: number): string[] => {
  const { metrics } = node;
  return [
    node.name,
    node.state,
    node.mine ? 'yours' : node.claimed ? node.share : 'nobody’s',
    node.trust,
    formatDuration(Math.max(0, nowMs - node.lastHeartbeatAtMs)),
    metrics === null ? '' : `${metrics.busyWorkers}/${metrics.workers}`,
    metrics === null ? '' : formatWhole(metrics.iterationsPerSecond),
    metrics === null ? '' : `${formatWhole(metrics.cpuPct)} %`,
    metrics === null ? '' : `${formatWhole(metrics.memoryUsedBytes / mebibyte)} MiB`,
    formatWhole(node.chunksDone),
    node.platform,
    node.id,
  ];
};

const nodesText = (nodes: readonly FleetNode[]): string =>
  renderTable(
    [
      { heading: 'name' },
      { heading: 'state' },
      { heading: 'whose' },
      { heading: 'trust' },
      { heading: 'heard', right: true },
      { heading: 'busy', right: true },
      { heading: 'iterations/s', right: true },
      { heading: 'CPU', right: true },
      { heading: 'memory', right: true },
      { heading: 'chunks', right: true },
      { heading: 'platform' },
      { heading: 'id' },
    ],
    nodes.map((node) => row(node, Date.now())),
  );

/** Lists the whole fleet, page by page. */
export const nodes = (options: ServerOptions & { readonly json?: boolean }): Promise<void> =>
  withClient(options, async (client) => {
    const all: FleetNode[] = [];
    let cursor: string | null = null;
    do {
      const page: FleetPage = valueOf(await client.nodes({ limit: 100, ...(cursor === null ? {} : { cursor }) }));
      all.push(...page.nodes);
      cursor = page.nextCursor;
    } while (cursor !== null);
    if (options.json === true) printJson({ nodes: all });
    else printText(all.length === 0 ? 'No nodes. `wowlab node --server URL` lends this machine.' : nodesText(all));
  });
