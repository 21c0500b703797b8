import { constants } from 'node:os';

export type ShutdownSignalName = 'SIGTERM' | 'SIGINT';

/** The reason a shutdown signal is aborted with. */
export class ShutdownRequested extends Error {
  readonly signalName: ShutdownSignalName;
  constructor(signalName: ShutdownSignalName) {
    super(`asked to stop by ${signalName}`);
    this.name = 'ShutdownRequested';
    this.signalName = signalName;
  }
}

export interface Shutdown {
  /** Aborted by the first SIGTERM or SIGINT: finish what is held, take nothing new. */
  readonly signal: AbortSignal;
  /** Stops listening; the next signal has its default effect. */
  readonly dispose: () => void;
}

export interface ShutdownOptions {
  /** Default: exit at once with 128 + the signal's number, as a shell reports a program that a signal ended. */
  readonly onSecond?: (signalName: ShutdownSignalName) => void;
}

const exitAtOnce = (signalName: ShutdownSignalName): void => {
  process.exit(128 + constants.signals[signalName]);
};

/** The first signal asks for an orderly end, the second ends the program at once. */
export const listenForShutdown = (options: ShutdownOptions = {}): Shutdown => {
  const controller = new AbortController();
  const onSecond = options.onSecond ?? exitAtOnce;
  const listener = (signalName: NodeJS.Signals): void => {
    if (signalName !== 'SIGTERM' && signalName !== 'SIGINT') return;
    if (controller.signal.aborted) onSecond(signalName);
    else controller.abort(new ShutdownRequested(signalName));
  };
  process.on('SIGTERM', listener);
  process.on('SIGINT', listener);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGTERM', listener);
      process.off('SIGINT', listener);
    },
  };
};
