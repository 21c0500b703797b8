import { expect, test } from 'vitest';
import { countLines, gutterText, lineSpan, lineText } from './profile-lines.ts';

const text = 'first\n\nthird\n';

test('lines are counted as an editor shows them', () => {
  expect(countLines('')).toBe(1);
  expect(countLines(text)).toBe(4);
  expect(gutterText(3)).toBe('1\n2\n3');
});

test('a line is found by its number, also an empty one and the last', () => {
  expect(lineText(text, 1)).toBe('first');
  expect(lineText(text, 2)).toBe('');
  expect(lineText(text, 3)).toBe('third');
  expect(lineSpan(text, 4)).toEqual({ start: 13, end: 13 });
});

test('a number beyond the text leads to its last line', () => {
  expect(lineSpan(text, 400)).toEqual({ start: 13, end: 13 });
});
