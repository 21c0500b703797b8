import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { JobSubmission } from './coordination.ts';

/** What of a job never changes and no script reads. The arms' configs are held apart, at fixed width. */
const JobDefinition = Type.Object({
  name: Type.String(),
  arms: Type.Array(Type.String()),
  notes: Type.Array(Type.String()),
});
export type JobDefinition = Type.Static<typeof JobDefinition>;

export const encodeDefinition = (job: JobSubmission): string =>
  JSON.stringify({
    name: job.name,
    arms: job.arms.map((arm) => arm.name),
    notes: [...job.notes],
  } satisfies JobDefinition);

export const decodeDefinition = (text: string): JobDefinition => Value.Parse(JobDefinition, JSON.parse(text));
