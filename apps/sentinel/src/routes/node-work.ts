import { limits, periods, WorkAnswer, WorkRequest } from '@wowlab/protocol';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { logSecurityEvent } from '../security-event.ts';
import { completeExchange } from '../work/complete-exchange.ts';
import { impossibleResults } from '../work/impossible-results.ts';

export const nodeWork = defineRoute({
  method: 'POST',
  url: '/v1/node/work',
  operation: 'nodeWork',
  summary: 'Bring results, give back, and lease chunks in one exchange',
  tag: 'node',
  auth: 'node',
  body: WorkRequest,
  bodyLimit: limits.workBodyBytes,
  answers: { 200: { description: 'What became of each result, and the leases given.', schema: WorkAnswer } },
  refusals: ['invalid-result', 'unknown-node', 'stale-session', 'revoked'],
  async handle({ caller, body }, services) {
    const { coordination, log, metrics } = services;
    const stop = metrics.workSeconds.startTimer();
    const errors = impossibleResults(body.completed);
    if (errors.length > 0) {
      metrics.securityEvents.inc({ type: 'invalid-result' });
      logSecurityEvent(log, 'invalid-result', {
        node: caller.id,
        field: errors[0]?.field ?? '',
        results: errors.length,
      });
      return refuse(
        'invalid-result',
        `${errors.length} results are impossible, so nothing of this request was taken.`,
        {
          errors,
        },
      );
    }
    // Sent in order and answered together: Redis completes before it leases, in one round trip.
    const [completed, leased] = await Promise.all([
      completeExchange(caller.id, body, services),
      coordination.leaseChunks({
        node: caller.id,
        session: body.session,
        requestId: body.requestId,
        want: body.want,
        builds: body.builds,
        iterationsPerSecond: body.iterationsPerSecond,
      }),
    ]);
    stop();
    const { serverTimeMs } = leased;
    switch (leased.kind) {
      case 'unknown-node':
        return refuse('unknown-node', `The node ${caller.id} is not registered (any more).`, { serverTimeMs });
      case 'stale-session':
        return refuse('stale-session', `The session ${body.session} of this node is not its latest.`, { serverTimeMs });
      case 'revoked':
        return refuse('revoked', `The key of the node ${caller.id} was revoked.`, { serverTimeMs });
      case 'leased': {
        metrics.leases.inc(leased.leases.length);
        const told: WorkAnswer = {
          serverTimeMs,
          completed: [...completed],
          leases: [...leased.leases],
          retryAfterMs: body.want > 0 && leased.leases.length === 0 ? periods.idlePollMs : 0,
          drain: leased.drain,
          ended: [...leased.ended],
        };
        return answer(200, told);
      }
      default:
        return leased satisfies never;
    }
  },
});
