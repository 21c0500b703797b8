import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { makeProgram } from './program.ts';

/** The parsed options of `wowlab sim x.simc …`, or what the command said of them. */
const parse = (...args: string[]): Record<string, unknown> | string => {
  const program = makeProgram('0.0.0');
  let said = '';
  let options: Record<string, unknown> = {};
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: (text) => (said += text), writeOut: (text) => (said += text) });
  }
  const sim = program.commands.find((command) => command.name() === 'sim');
  sim?.action((_file, _options, command) => {
    options = command.opts();
  });
  try {
    program.parse(['sim', 'x.simc', ...args], { from: 'user' });
    return options;
  } catch (error) {
    if (error instanceof CommanderError) return said;
    throw error;
  }
};

test('precision, seed and chunk size are whole numbers within their limits', () => {
  expect(parse('--iterations', '500', '--seed', '0', '--chunk', '137')).toMatchObject({
    iterations: 500,
    seed: 0,
    chunk: 137,
  });
  expect(parse('--target-error', '0.1')).toMatchObject({ targetError: 0.1 });
  expect(parse('--seed', String(Number.MAX_SAFE_INTEGER))).toMatchObject({ seed: Number.MAX_SAFE_INTEGER });
});

test.each([
  ['--iterations', '0', 'from 1 to 1000000'],
  ['--iterations', '1000001', 'from 1 to 1000000'],
  ['--iterations', '1e3', 'whole number'],
  ['--iterations', '-5', 'whole number'],
  ['--target-error', '0', 'from 0.01 to 10'],
  ['--target-error', 'NaN', 'percentage'],
  ['--seed', '9007199254740993', 'from 0 to 9007199254740991'],
  ['--chunk', '1.5', 'whole number'],
])('%s %s is refused, naming the option, the value and what is wanted', (option, value, wanted) => {
  const said = parse(option, value);
  expect(said).toContain(option);
  expect(said).toContain(value);
  expect(said).toContain(wanted);
});

test('a length and a target error exclude each other', () => {
  expect(parse('--iterations', '5', '--target-error', '1')).toContain('cannot be used with');
});

test('an unknown option is refused and the nearest one named', () => {
  expect(parse('--iteration', '5')).toContain('--iterations');
});
