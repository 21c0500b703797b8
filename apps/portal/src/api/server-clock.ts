/** An HTTP Date says whole seconds: smaller differences are not the clock's. */
const toleranceMs = 2_000;

let offsetMs = 0;

/** Learns from an answer's Date header how far this machine's clock is off. */
export const learnServerTime = (date: string | null, receivedAtMs: number): void => {
  const served = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(served)) return;
  const difference = served - receivedAtMs;
  offsetMs = Math.abs(difference) < toleranceMs ? 0 : difference;
};

/** The server's time as well as it is known here, ms since the epoch. Ages of heartbeats are counted from it. */
export const serverNowMs = (): number => Date.now() + offsetMs;
