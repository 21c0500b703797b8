import type { Rate, RateDecision } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const allowOperation = defineOperation('allow', ['bucket', 'burst', 'periodMs', 'cost']);

export const allow = async (
  runner: ScriptRunner,
  bucket: string,
  { burst, periodMs }: Rate,
  cost = 1,
): Promise<RateDecision> => {
  const reply = await runner.run(allowOperation, { bucket, burst, periodMs, cost });
  return reply.integer() === 1
    ? { kind: 'allowed', remaining: reply.integer() }
    : { kind: 'limited', retryAfterMs: reply.integer() };
};
