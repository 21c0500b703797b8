import type { Question, SubmitJob } from '@wowlab/protocol';
import type { JobOptions } from './job-options.ts';

/** The submission for a profile and what the command line says of it. Without a question the profile decides. */
export const jobRequest = (
  profile: string,
  options: JobOptions & { readonly name?: string },
  question?: Question,
): SubmitJob => ({
  profile,
  ...(question === undefined ? {} : { question }),
  ...(options.name === undefined ? {} : { name: options.name }),
  ...(options.iterations === undefined ? {} : { iterations: options.iterations }),
  ...(options.targetError === undefined ? {} : { targetErrorPct: options.targetError }),
  ...(options.seed === undefined ? {} : { seed: options.seed }),
  ...(options.chunk === undefined ? {} : { chunkIterations: options.chunk }),
});
