import { describe, expect, it } from 'vitest';
import { describeEnvironmentProblems, readEnvironment } from './environment.ts';
import {
  booleanVariable,
  choiceVariable,
  integerVariable,
  optionalUrlVariable,
  secretVariable,
  textVariable,
  urlVariable,
} from './environment-variables.ts';

const variables = {
  port: integerVariable({ name: 'PORT', about: 'where it listens', minimum: 1, maximum: 65_535, fallback: 8080 }),
  redis: urlVariable({ name: 'REDIS_URL', about: 'coordination', protocols: ['redis:', 'rediss:'] }),
  secret: secretVariable({ name: 'SECRET', about: 'signs tokens', minLength: 8 }),
  level: choiceVariable({ name: 'LEVEL', about: 'how much is logged', choices: ['info', 'debug'], fallback: 'info' }),
  local: booleanVariable({ name: 'LOCAL', about: 'local stack', fallback: false }),
  proxy: optionalUrlVariable({ name: 'PROXY', about: 'goes through it', protocols: ['http:'] }),
};
const good = { REDIS_URL: 'redis://localhost', SECRET: 'correct horse' };

describe('reading the environment', () => {
  it('gives typed values, with fallbacks for what is unset or empty', () => {
    expect(readEnvironment(variables, { ...good, PORT: '', LOCAL: 'on' })).toEqual({
      kind: 'read',
      config: {
        port: 8080,
        redis: 'redis://localhost',
        secret: 'correct horse',
        level: 'info',
        local: true,
        proxy: null,
      },
    });
  });

  it('can not be changed afterwards', () => {
    const read = readEnvironment(variables, good);
    expect(read.kind === 'read' && Object.isFrozen(read.config)).toBe(true);
  });

  it('reports all problems at once, each with the value and what is wanted', () => {
    const read = readEnvironment(variables, { PORT: '80800', LEVEL: 'loud', LOCAL: 'maybe', SECRET: 'short' });
    const text = read.kind === 'invalid' ? describeEnvironmentProblems(read.problems) : '';
    expect(text.split('\n')).toEqual([
      '5 environment variables need correction:',
      '  - PORT is "80800" but must be a whole number from 1 to 65535: where it listens',
      '  - REDIS_URL is not set. Set it to a URL that starts with redis:// or rediss://: coordination',
      '  - SECRET is a value that is not shown but must be a secret of at least 8 characters: signs tokens',
      '  - LEVEL is "loud" but must be one of "info", "debug": how much is logged',
      '  - LOCAL is "maybe" but must be "true" or "false": local stack',
    ]);
  });

  it('never shows a secret or a URL, which may hold a password', () => {
    const read = readEnvironment(variables, { SECRET: 'hunter2', REDIS_URL: 'http://user:hunter2@host' });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  it.each(['1e3', '0x10', ' ', '12.0', '9007199254740993', '--1'])('takes no %j for a whole number', (text) => {
    const one = { n: integerVariable({ name: 'N', about: 'n', minimum: -5, maximum: Number.MAX_SAFE_INTEGER }) };
    expect(readEnvironment(one, { N: text }).kind).toBe('invalid');
  });

  it('bounds text', () => {
    const one = { name: textVariable({ name: 'NAME', about: 'n', maxLength: 4 }) };
    expect(readEnvironment(one, { NAME: 'four' }).kind).toBe('read');
    expect(readEnvironment(one, { NAME: 'fives' }).kind).toBe('invalid');
  });
});
