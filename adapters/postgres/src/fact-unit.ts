import { ChunkSummary, ConfigFact, JobFact, NodeFact, OwnerFact, ResultFact, factLimits } from '@wowlab/protocol';
import { Compile } from 'typebox/compile';

import type { DeadLetter, OutboxEntry } from './archive.ts';
import { asStorableText, unstorableText } from './storable-text.ts';

/** The least that is written or refused as a whole: a fact, or one chunk of a fact of many. */
export type FactUnit = { readonly outboxId: string } & (
  | { readonly kind: 'config'; readonly fact: ConfigFact }
  | { readonly kind: 'node'; readonly fact: NodeFact }
  | { readonly kind: 'owner'; readonly fact: OwnerFact }
  | { readonly kind: 'job'; readonly fact: JobFact }
  | { readonly kind: 'result'; readonly fact: ResultFact }
  | { readonly kind: 'chunk'; readonly fact: ChunkSummary }
);

export interface ReadEntries {
  readonly units: readonly FactUnit[];
  readonly deadLetters: readonly DeadLetter[];
}

interface Checker {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly { readonly instancePath: string; readonly message: string }[];
}

const checkConfig = Compile(ConfigFact);
const checkNode = Compile(NodeFact);
const checkOwner = Compile(OwnerFact);
const checkJob = Compile(JobFact);
const checkResult = Compile(ResultFact);
const checkChunk = Compile(ChunkSummary);

function faultOf(checker: Checker, value: unknown): string {
  const [first] = checker.Errors(value);
  return first === undefined
    ? 'does not fit its schema'
    : `${first.instancePath === '' ? '/' : first.instancePath} ${first.message}`;
}

/** Reads outbox entries. What is no fact becomes a dead letter at once; the database never sees it. */
export function readEntries(entries: readonly OutboxEntry[]): ReadEntries {
  const units: FactUnit[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const entry of entries) {
    const refuse = (factKind: string, reason: string, payload = entry.body): void => {
      deadLetters.push(deadLetterOf(entry.id, factKind, reason, payload));
    };
    let value: unknown;
    try {
      value = JSON.parse(entry.body);
    } catch (error) {
      refuse('unknown', `not JSON: ${(error as Error).message}`);
      continue;
    }
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    const unstorable = unstorableText(entry.body, value);
    if (unstorable !== undefined) {
      refuse(typeof kind === 'string' ? kind : 'unknown', unstorable);
      continue;
    }
    readFact(entry.id, kind, value, units, refuse);
  }
  return { units, deadLetters };
}

function readFact(
  outboxId: string,
  kind: unknown,
  value: unknown,
  units: FactUnit[],
  refuse: (factKind: string, reason: string, payload?: string) => void,
): void {
  switch (kind) {
    case 'config':
      if (checkConfig.Check(value)) units.push({ kind, outboxId, fact: value });
      else refuse(kind, faultOf(checkConfig, value));
      return;
    case 'node':
      if (checkNode.Check(value)) units.push({ kind, outboxId, fact: value });
      else refuse(kind, faultOf(checkNode, value));
      return;
    case 'owner':
      if (checkOwner.Check(value)) units.push({ kind, outboxId, fact: value });
      else refuse(kind, faultOf(checkOwner, value));
      return;
    case 'job':
      if (checkJob.Check(value)) units.push({ kind, outboxId, fact: value });
      else refuse(kind, faultOf(checkJob, value));
      return;
    case 'result':
      if (checkResult.Check(value)) units.push({ kind, outboxId, fact: value });
      else refuse(kind, faultOf(checkResult, value));
      return;
    case 'chunks':
      readChunks(outboxId, value, units, refuse);
      return;
    default:
      refuse(
        'unknown',
        `the kind of fact is ${JSON.stringify(kind) ?? 'missing'}; known are config, node, owner, job, result, chunks`,
      );
  }
}

function readChunks(
  outboxId: string,
  value: unknown,
  units: FactUnit[],
  refuse: (factKind: string, reason: string, payload?: string) => void,
): void {
  const chunks = typeof value === 'object' && value !== null && 'chunks' in value ? value.chunks : undefined;
  if (!Array.isArray(chunks) || chunks.length === 0 || chunks.length > factLimits.maxChunks) {
    refuse('chunks', `/chunks must be a list of 1 to ${factLimits.maxChunks} chunk summaries`);
    return;
  }
  for (const chunk of chunks as readonly unknown[]) {
    if (checkChunk.Check(chunk)) units.push({ kind: 'chunk', outboxId, fact: chunk });
    else refuse('chunk', faultOf(checkChunk, chunk), JSON.stringify(chunk));
  }
}

export function deadLetterOf(
  outboxId: string,
  factKind: string,
  reason: string,
  payload: string,
  sqlState: string | null = null,
): DeadLetter {
  return {
    outboxId: asStorableText(outboxId),
    factKind: asStorableText(factKind),
    reason: asStorableText(reason),
    sqlState,
    payload: asStorableText(payload),
  };
}
