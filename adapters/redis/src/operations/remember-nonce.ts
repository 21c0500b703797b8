import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const rememberNonceOperation = defineOperation('remember_nonce', ['nonce', 'attempt', 'keepMs']);

export const rememberNonce = async (
  runner: ScriptRunner,
  nonce: string,
  attempt: string,
  keepMs: number,
): Promise<boolean> => (await runner.runInteger(rememberNonceOperation, { nonce, attempt, keepMs })) === 1;
