import type { FieldError, SubmitJob } from '@wowlab/protocol';
import { useState } from 'react';
import type { Draft } from '../compose/draft.ts';
import { tell, type Told } from '../shell/problem-notice.tsx';

/** Why a simulation did not begin, as the form shows it. */
export type LocalRefusal = (told: Told, errors: readonly FieldError[]) => void;

/** Begins a simulation in this browser. Its code, and the engine, are fetched when they are first wanted. */
export const useLocalStart = (onStarted: (draft: Draft) => void, onRefused: LocalRefusal) => {
  const [starting, setStarting] = useState(false);
  const start = async (body: SubmitJob, draft: Draft) => {
    setStarting(true);
    try {
      const { startLocalRun } = await import('./local-run.ts');
      const started = await startLocalRun(body, draft);
      if (started.kind === 'started') onStarted(draft);
      else onRefused(started.told, started.errors);
    } catch (error) {
      onRefused(tell(error instanceof Error ? error : new Error(String(error))), []);
    } finally {
      setStarting(false);
    }
  };
  return { starting, start };
};
