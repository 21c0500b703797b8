import type { FleetNode } from '@wowlab/protocol';
import type { ReactNode } from 'react';
import { formatBytes, formatOne, formatWhole } from '../format/numbers.ts';
import { formatAge, formatMoment } from '../format/times.ts';
import { Name } from '../shell/name.tsx';
import { StatePill } from '../shell/state-pill.tsx';
import { freshnessOf } from './heartbeat-age.ts';

interface GaugeProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly children: ReactNode;
}

const Gauge = ({ label, value, max, children }: GaugeProps) => (
  <div className="gauge">
    <dt>{label}</dt>
    <dd>
      <span className="num">{children}</span>
      <svg className="gauge-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width={max <= 0 ? 0 : Math.min(100, (value / max) * 100)} height="1" />
      </svg>
    </dd>
  </div>
);

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="fact">
    <dt>{label}</dt>
    <dd className="num">{children}</dd>
  </div>
);

const whoseOf = ({ mine, claimed, share }: FleetNode): string => {
  if (!claimed) return 'nobody’s yet';
  return mine ? `yours, ${share}` : 'another’s';
};

const trustOf = ({ trust, agreed }: FleetNode): string => {
  if (trust === 'quarantined') return 'quarantined: brought false results';
  return trust === 'proven' ? `proven, ${formatWhole(agreed)} agreed` : `unproven, ${formatWhole(agreed)} agreed`;
};

/** One machine: whether it lives, how busy it is, what it has done. */
export const NodeCard = ({ node, nowMs }: { readonly node: FleetNode; readonly nowMs: number }) => {
  const { metrics } = node;
  return (
    <li className="panel node" data-node={node.id} data-state={node.state}>
      <div className="node-top">
        <h2 className="node-name">
          <Name>{node.name}</Name>
        </h2>
        <StatePill state={node.state} />
        <p className={`beat beat-${freshnessOf(nowMs - node.lastHeartbeatAtMs)}`}>
          <span className="beat-dot" aria-hidden="true" />
          heartbeat{' '}
          <time dateTime={new Date(node.lastHeartbeatAtMs).toISOString()} title={formatMoment(node.lastHeartbeatAtMs)}>
            {formatAge(node.lastHeartbeatAtMs, nowMs)}
          </time>
        </p>
      </div>
      {metrics === null ? (
        <p className="hint">
          {node.state === 'dead' ? 'It has sent no metrics.' : 'No metrics yet; they come with the next heartbeat.'}
        </p>
      ) : (
        <dl className="gauges">
          <Gauge label="CPU" value={metrics.cpuPct} max={100}>
            {formatWhole(metrics.cpuPct)} %
          </Gauge>
          <Gauge label="Memory" value={metrics.memoryUsedBytes} max={metrics.memoryTotalBytes}>
            {formatBytes(metrics.memoryUsedBytes)} of {formatBytes(metrics.memoryTotalBytes)}
          </Gauge>
          <Gauge label="Workers" value={metrics.busyWorkers} max={metrics.workers}>
            {metrics.busyWorkers} of {metrics.workers} busy
          </Gauge>
        </dl>
      )}
      <dl className="facts facts-row">
        <Fact label="Iterations/s">{metrics === null ? '–' : formatWhole(metrics.iterationsPerSecond)}</Fact>
        <Fact label="Chunks done">{formatWhole(node.chunksDone)}</Fact>
        <Fact label="Leases">{formatWhole(node.leases)}</Fact>
        <Fact label="Whose">{whoseOf(node)}</Fact>
        <Fact label="Trust">{trustOf(node)}</Fact>
        <Fact label="Load">{metrics === null ? '–' : formatOne(metrics.load1)}</Fact>
        {metrics !== null && metrics.temperatureC !== null && (
          <Fact label="Temperature">{formatWhole(metrics.temperatureC)} °C</Fact>
        )}
      </dl>
      <p className="node-foot">
        <bdi>{node.platform}</bdi> · {formatWhole(node.cores)} cores · agent <bdi>{node.agent}</bdi> ·{' '}
        <code title="Node id">{node.id}</code>
      </p>
    </li>
  );
};
