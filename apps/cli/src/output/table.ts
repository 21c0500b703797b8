import { styleText } from 'node:util';

/** A column: its heading, and whether its cells are numbers and so stand to the right. */
export interface Column {
  readonly heading: string;
  readonly right?: boolean;
}

/** Characters that move the cursor, colour the terminal or turn the direction of text must not come from data. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text from elsewhere, safe to print: what is not printable is shown as its code point. */
export const printable = (text: string): string =>
  text.replace(unprintable, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);

/** Rows in aligned columns, with a heading when there is any row. */
export const renderTable = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map((column, index) =>
    Math.max(column.heading.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const cell = row[index] ?? '';
        const width = widths[index] ?? 0;
        return column.right === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [styleText('dim', line(columns.map((column) => column.heading))), ...cells.map(line)].join('\n');
};
