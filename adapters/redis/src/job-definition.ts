import { StatOffset } from '@wowlab/protocol';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { JobSubmission } from './coordination.ts';

/** What of a job never changes and no script reads. The arms' configs are held apart, at fixed width. */
const JobDefinition = Type.Object({
  name: Type.String(),
  arms: Type.Array(Type.String()),
  /** By arm, when any is moved in a stat. */
  offsets: Type.Optional(Type.Array(Type.Union([StatOffset, Type.Null()]))),
  notes: Type.Array(Type.String()),
});
export type JobDefinition = Type.Static<typeof JobDefinition>;

export const encodeDefinition = (job: JobSubmission): string =>
  JSON.stringify({
    name: job.name,
    arms: job.arms.map((arm) => arm.name),
    ...(job.arms.some((arm) => arm.offset !== undefined) ? { offsets: job.arms.map((arm) => arm.offset ?? null) } : {}),
    notes: [...job.notes],
  } satisfies JobDefinition);

/** What an arm's record says of its offset: nothing for an arm of its own. */
export const offsetOf = (definition: JobDefinition, arm: number): { readonly offset?: StatOffset } => {
  const offset = definition.offsets?.[arm] ?? null;
  return offset === null ? {} : { offset };
};

export const decodeDefinition = (text: string): JobDefinition => Value.Parse(JobDefinition, JSON.parse(text));
