/** Where a line of a text lies: offsets of its first character and of its end, without the line break. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The span of line `line` (from 1), or of the last line when there are fewer. */
export const lineSpan = (text: string, line: number): LineSpan => {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
};

export const lineText = (text: string, line: number): string => {
  const { start, end } = lineSpan(text, line);
  return text.slice(start, end);
};

export const countLines = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/** The numbers of a gutter beside the text. */
export const gutterText = (lines: number): string => Array.from({ length: lines }, (_, index) => index + 1).join('\n');
