import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;
const longestMs = 60_000;

/** Asks until `ask` gives something other than undefined or false. What it was waiting for stands in the error. */
export const soon = async <Value>(
  what: string,
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
  withinMs: number = longestMs,
): Promise<Value> => {
  const startedMs = performance.now();
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    if (performance.now() - startedMs > withinMs) throw new Error(`Within ${withinMs} ms it did not come to: ${what}.`);
    await sleep(pollMs);
  }
};
