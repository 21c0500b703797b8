import { pino, type Logger as PinoLogger, type LevelWithSilent } from 'pino';
import { escapeControlInJson } from './escape-control.ts';
import { formatLogLine } from './format-log-line.ts';

export type Logger = PinoLogger;
export type LogLevel = LevelWithSilent;
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where lines go: a stream, or anything with `write`. */
export interface LogDestination {
  readonly write: (line: string) => unknown;
  readonly isTTY?: boolean;
}

export interface LoggerOptions {
  /** Which program speaks. */
  readonly name: string;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** `json` for machines, `pretty` for people. Default: pretty when the destination is a terminal. */
  readonly format?: 'json' | 'pretty';
  /** Default: standard error, so that standard output stays free for results. */
  readonly destination?: LogDestination;
  /** Paths of fields whose values are replaced, e.g. `req.headers.authorization`. */
  readonly redact?: readonly string[];
}

/** A pino logger. Names of players and nodes can not forge lines or move the cursor: their control characters are escaped. */
export const createLogger = (options: LoggerOptions): Logger => {
  const destination: LogDestination = options.destination ?? process.stderr;
  const pretty = (options.format ?? (destination.isTTY === true ? 'pretty' : 'json')) === 'pretty';
  const colored = pretty && destination.isTTY === true && process.env['NO_COLOR'] === undefined;
  const stream = {
    write: (line: string): void => {
      destination.write(pretty ? formatLogLine(line, colored) : escapeControlInJson(line));
    },
  };
  return pino(
    {
      level: options.level ?? 'info',
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...(options.redact ?? [])], censor: '[redacted]' },
    },
    stream,
  );
};
