import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const acquireTermOperation = defineOperation('acquire_term', ['name', 'holder', 'termMs']);
export const releaseTermOperation = defineOperation('release_term', ['name', 'holder', 'fence']);

export type TermAnswer =
  | { readonly kind: 'held'; readonly fence: number; readonly leftMs: number }
  | { readonly kind: 'taken'; readonly holder: string; readonly leftMs: number };

/** Takes or renews the term of a task. */
export const acquireTerm = async (
  runner: ScriptRunner,
  name: string,
  holder: string,
  termMs: number,
): Promise<TermAnswer> => {
  const reply = await runner.run(acquireTermOperation, { name, holder, termMs });
  const kind = reply.text();
  switch (kind) {
    case 'held':
      return { kind, fence: reply.integer(), leftMs: reply.integer() };
    case 'taken':
      return { kind, holder: reply.text(), leftMs: reply.integer() };
    default:
      return reply.unexpected(kind);
  }
};

export const releaseTerm = async (
  runner: ScriptRunner,
  name: string,
  holder: string,
  fence: number,
): Promise<boolean> => (await runner.runInteger(releaseTermOperation, { name, holder, fence })) === 1;
