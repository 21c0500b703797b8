import { vi } from 'vitest';

const SOON_MS = 8_000;

/** Repeats a check until it holds; its own failure is what the test reports when it never does. */
export const soon = <Result>(check: () => Result | Promise<Result>, timeoutMs = SOON_MS): Promise<Result> =>
  vi.waitFor(check, { timeout: timeoutMs, interval: 10 });
