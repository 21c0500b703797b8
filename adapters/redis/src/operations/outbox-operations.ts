import { periods } from '@wowlab/protocol';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

/** The consumer group that drains the outbox. */
export const ARCHIVER_GROUP = 'archivers';

export const ackFactsOperation = defineOperation('ack_facts', ['group', 'keepMs'], ['entry', 'job']);

export const openOutboxOperation = defineOperation('open_outbox', ['group']);

export interface AckedFact {
  readonly id: string;
  /** Empty for a fact that is about no job. */
  readonly job: string;
}

/** Takes archived facts out of the outbox: only after COMMIT. Returns how many were still there. */
export const ackFacts = (runner: ScriptRunner, facts: readonly AckedFact[]): Promise<number> =>
  runner.runInteger(
    ackFactsOperation,
    { group: ARCHIVER_GROUP, keepMs: periods.keepArchivedMs },
    facts.flatMap(({ id, job }) => [id, job]),
  );

/** Makes the outbox and its consumer group where they are missing. */
export const openOutbox = async (runner: ScriptRunner): Promise<void> => {
  await runner.runInteger(openOutboxOperation, { group: ARCHIVER_GROUP });
};
