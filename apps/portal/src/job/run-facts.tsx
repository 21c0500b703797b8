import type { Report, ReportArm } from '@wowlab/protocol';
import { formatWhole } from '../format/numbers.ts';
import { formatDuration } from '../format/times.ts';
import { CopyButton } from '../shell/copy-button.tsx';

/** A content hash in full, with a button that copies it. */
const Digest = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className="fact">
    <dt>{label}</dt>
    <dd className="digest">
      <code className="wrap-anywhere">{value}</code>
      <CopyButton className="button button-small" label={`Copy ${label.toLowerCase()}`} text={() => value} />
    </dd>
  </div>
);

/** What it takes to get this very result again, bit for bit. */
export const RunFacts = ({ report, arm }: { readonly report: Report; readonly arm: ReportArm }) => (
  <section className="panel" aria-labelledby="reproduce">
    <h2 id="reproduce" className="panel-title">
      Reproduce
    </h2>
    <p className="hint">The same engine build, config, seed and iterations give the same digest on any machine.</p>
    <dl className="facts">
      <div className="fact">
        <dt>Seed</dt>
        <dd className="num-left">{String(report.seed)}</dd>
      </div>
      <div className="fact">
        <dt>Iterations</dt>
        <dd className="num-left">{formatWhole(arm.iterations)}</dd>
      </div>
      <div className="fact">
        <dt>Time</dt>
        <dd>
          {formatDuration(report.timing.wallMs)} from submission to end, {formatDuration(report.timing.computeMs)} of
          computing
        </dd>
      </div>
      <Digest label="Result digest" value={arm.digest} />
      <Digest label="Config" value={arm.config} />
      <Digest label="Engine build" value={report.engine.build} />
    </dl>
  </section>
);
