import { type ArmProgress, JobState } from '@wowlab/protocol';
import { Value } from 'typebox/value';
import type { JobRecord } from './coordination.ts';
import { decodeDefinition, offsetOf } from './job-definition.ts';
import type { ReplyReader } from './reply-reader.ts';

const CONFIG_CHARS = 64;

const optional = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));

/** `mean,stdError` of the last fold. */
const readSummary = (text: string | undefined): Pick<ArmProgress, 'mean' | 'stdError'> => {
  const [mean, stdError] = (text ?? '').split(',');
  return { mean: optional(mean), stdError: optional(stdError) };
};

/** Null for a job that Redis does not know. */
export const readJobRecord = (reply: ReplyReader): JobRecord | null => {
  if (reply.left === 0) return null;
  const id = reply.text();
  const definition = decodeDefinition(reply.text());
  const plan = reply.text();
  const configs = plan.slice(plan.indexOf('|') + 1);
  const fields = reply.nested().fields();
  const progress = reply.nested().fields();
  const needed = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new TypeError(`job ${id} has no field ${name}`);
    return value;
  };
  const cap = Number(needed('cap'));
  return {
    id,
    owner: needed('owner'),
    name: definition.name,
    state: Value.Parse(JobState, needed('state')),
    version: Number(needed('version')),
    reason: fields.get('reason') ?? null,
    engineBuild: needed('build'),
    seed: Number(needed('seed')),
    iterations: cap,
    targetErrorPct: optional(needed('target')),
    chunkIterations: optional(needed('forced')) || null,
    arms: definition.arms.map((name, arm) => {
      const final = optional(progress.get(`k${arm}`));
      return {
        name,
        ...offsetOf(definition, arm),
        config: configs.slice(arm * CONFIG_CHARS, (arm + 1) * CONFIG_CHARS),
        iterations: final ?? Number(progress.get(`n${arm}`) ?? 0),
        target: final ?? cap,
        ...readSummary(progress.get(`s${arm}`)),
      };
    }),
    createdAtMs: Number(needed('created')),
    startedAtMs: optional(fields.get('started')),
    finishedAtMs: optional(fields.get('finished')),
    computeMs: Number(fields.get('compute') ?? 0),
    seq: Number(needed('seq')),
    notes: definition.notes,
  };
};
