import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { printable, renderTable } from './table.ts';

test('columns align, numbers to the right', () => {
  const table = renderTable(
    [{ heading: 'source' }, { heading: 'DPS', right: true }],
    [
      ['auto_shot', '7,631'],
      ['bite', '46'],
    ],
  );
  expect(stripVTControlCharacters(table)).toBe('source       DPS\nauto_shot  7,631\nbite          46');
});

test('a hostile name can neither move the cursor, colour the terminal, break the line nor turn the text', () => {
  expect(printable('a\u001b[31mb\r\nc\u202ed')).toBe('a\\u{1b}[31mb\\u{d}\\u{a}c\\u{202e}d');
});
