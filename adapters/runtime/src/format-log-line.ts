import { escapeControl } from './escape-control.ts';

const colors: Readonly<Record<string, string>> = {
  trace: '\u001b[90m',
  debug: '\u001b[36m',
  info: '\u001b[32m',
  warn: '\u001b[33m',
  error: '\u001b[31m',
  fatal: '\u001b[41m',
};
const dim = '\u001b[90m';
const plain = '\u001b[0m';

const shownApart = new Set(['level', 'time', 'name', 'msg', 'err', 'pid', 'hostname', 'v']);

const show = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  const safe = escapeControl(text);
  return typeof value === 'string' && /[\s"=]/.test(safe) ? JSON.stringify(safe) : safe;
};

const showError = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  const { message, stack } = error as { message?: unknown; stack?: unknown };
  const text = typeof stack === 'string' ? stack : typeof message === 'string' ? message : JSON.stringify(error);
  return `\n${text
    .split('\n')
    .map((line) => `    ${escapeControl(line)}`)
    .join('\n')}`;
};

const parse = (line: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** One JSON log line as a person reads it: time of day, level, message, then the fields as `key=value`. */
export const formatLogLine = (line: string, colored: boolean): string => {
  const entry = parse(line);
  if (entry === undefined) return `${escapeControl(line.trimEnd())}\n`;
  const level = typeof entry['level'] === 'string' ? entry['level'] : 'info';
  const time = typeof entry['time'] === 'string' ? entry['time'].slice(11, 23) : '';
  const message = typeof entry['msg'] === 'string' ? escapeControl(entry['msg']) : '';
  const fields = Object.entries(entry)
    .filter(([key]) => !shownApart.has(key))
    .map(([key, value]) => `${escapeControl(key)}=${show(value)}`)
    .join(' ');
  const paint = (color: string, text: string): string => (colored && text !== '' ? `${color}${text}${plain}` : text);
  const head = `${paint(dim, time)} ${paint(colors[level] ?? '', level.toUpperCase().padEnd(5))}`;
  return `${head} ${message}${fields === '' ? '' : ` ${paint(dim, fields)}`}${showError(entry['err'])}\n`;
};
