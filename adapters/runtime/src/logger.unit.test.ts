import { describe, expect, it } from 'vitest';
import { createLogger, type LoggerOptions } from './logger.ts';

const hostile = '\u001b[2J\u001b]0;owned\u0007\r\nFAKE line \u202egnp.exe\u0000\u009b31m';

// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/;

const logWith = (format: LoggerOptions['format'], write: (logger: ReturnType<typeof createLogger>) => void): string => {
  let text = '';
  write(
    createLogger({
      name: 'test',
      level: 'debug',
      format: format ?? 'json',
      destination: { write: (line) => (text += line) },
    }),
  );
  return text;
};

describe('the log', () => {
  it('keeps hostile names on one JSON line without a control character, and loses nothing of them', () => {
    const text = logWith('json', (logger) => logger.info({ node: hostile }, hostile));
    expect(text.trimEnd()).not.toMatch(control);
    expect(JSON.parse(text)).toMatchObject({ level: 'info', name: 'test', node: hostile, msg: hostile });
  });

  it('shows people the same names escaped', () => {
    const text = logWith('pretty', (logger) => logger.warn({ node: hostile }, `lost ${hostile}`));
    expect(text.trimEnd()).not.toMatch(control);
    expect(text).toContain('WARN  lost \\u001b[2J');
    expect(text.split('\n')).toHaveLength(2);
  });

  it('shows people fields, and the stack of an error on lines of its own', () => {
    const text = logWith('pretty', (logger) =>
      logger.error({ err: new Error('it broke'), count: 3, who: 'a b' }, 'failed'),
    );
    expect(text).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR failed count=3 who="a b"\n {4}Error: it broke\n/);
  });

  it('writes colours to terminals only', () => {
    let text = '';
    const destination = { isTTY: true, write: (line: string) => (text += line) };
    createLogger({ name: 'test', destination }).info('hello');
    expect(text).toContain('\u001b[32mINFO');
    expect(logWith('pretty', (logger) => logger.info('hello'))).not.toContain('\u001b');
  });

  it('replaces the values it was told to keep out', () => {
    let text = '';
    const destination = { write: (line: string) => (text += line) };
    createLogger({ name: 'test', destination, redact: ['token'] }).info({ token: 'abc' }, 'x');
    expect(JSON.parse(text)).toMatchObject({ token: '[redacted]' });
  });
});
