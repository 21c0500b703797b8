import { describe, expect, it } from 'vitest';
import { isSafeText, newProblemList, problemAt, safeText } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

const at = { line: 3, column: 4 };

describe('a problem', () => {
  it('shows what was written, cut to 60 characters', () => {
    expect(safeText('kill_command')).toBe('kill_command');
    expect(safeText('Größe ✓')).toBe('Größe ✓');
    expect(safeText('x'.repeat(60))).toBe('x'.repeat(60));
    expect(safeText('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    expect(safeText('😀'.repeat(61))).toBe(`${'😀'.repeat(60)}…`);
  });

  it.each([
    ['\u0000', '\\u{0}'],
    ['\u001B[31m', '\\u{1b}[31m'],
    ['a\r\nb', 'a\\u{d}\\u{a}b'],
    ['\u202Eb', '\\u{202e}b'],
    ['\u2066b', '\\u{2066}b'],
    ['\uD800', '\\u{d800}'],
    ['\uFEFF', '\\u{feff}'],
    ['\u{E0041}', '\\u{e0041}'],
  ])('shows %j as %s', (text, shown) => {
    expect(safeText(text)).toBe(shown);
    expect(isSafeText(text)).toBe(false);
  });

  it('escapes its sentences too, should a name have slipped into one', () => {
    expect(problemAt(at, 'f', 'v', 'no \u001B', 'do \u202E')).toMatchObject({
      problem: 'no \\u{1b}',
      remedy: 'do \\u{202e}',
    });
  });
});

describe('a list of problems', () => {
  it('holds each once, in order of place, up to its bound', () => {
    const list = newProblemList();
    list.add(problemAt({ line: 9, column: 1 }, 'f', 'v', 'p', 'r'));
    list.add(problemAt(at, 'f', 'v', 'p', 'r'));
    list.add(problemAt(at, 'f', 'v', 'p', 'r'));
    expect(list.all().map(({ line }) => line)).toEqual([3, 9]);
    expect(list.isFull()).toBe(false);
    for (let line = 10; line < 100; line += 1) list.add(problemAt({ line, column: 1 }, 'f', 'v', 'p', 'r'));
    expect(list.isFull()).toBe(true);
    expect(list.all()).toHaveLength(profileLimits.maxProblems);
  });
});
