import type { Status } from '@wowlab/protocol';

const parts: readonly (readonly [keyof Status['parts'], string])[] = [
  ['redis', 'Redis'],
  ['postgres', 'Postgres'],
  ['realtime', 'Realtime'],
];

/** The health of what the servers stand on. */
export const PartsLine = ({ status }: { readonly status: Status }) => (
  <ul className="parts" aria-label="Services">
    {parts.map(([key, label]) => {
      const { state, latencyMs, detail } = status.parts[key];
      return (
        <li key={key} className={`part part-${state}`} title={detail ?? undefined}>
          <span className="part-name">{label}</span> {state === 'up' ? 'up' : 'down'}
          {latencyMs !== null && <span className="part-latency"> {latencyMs.toFixed(1)} ms</span>}
        </li>
      );
    })}
    <li className="part part-plain">version {status.version}</li>
    {status.outboxLength !== null && status.outboxLength > 0 && (
      <li className="part part-plain">{status.outboxLength} facts to archive</li>
    )}
  </ul>
);
