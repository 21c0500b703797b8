export type ParsedJson =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly problem: string };

/** No body of the protocol comes near these. */
export const jsonLimits = { depth: 16, keys: 2_048 } as const;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class BadJson extends Error {}

const quote = 0x22;
const backslash = 0x5c;
const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const hexDigit = (unit: number): number => {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
};

/** The code unit of the `\uXXXX` at `at`, or NaN. */
const escapedUnit = (text: string, at: number): number => {
  if (text.charCodeAt(at) !== backslash || text.charCodeAt(at + 1) !== 0x75) return Number.NaN;
  let value = 0;
  for (let digit = at + 2; digit < at + 6; digit += 1) value = value * 16 + hexDigit(text.charCodeAt(digit));
  return value;
};

/** Walks a string from its opening quote; returns where it closes. Refuses text that no database or log should get. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at;
    if (Number.isNaN(unit)) throw new BadJson('a string does not end');
    if (unit !== backslash) {
      at += 1;
      continue;
    }
    const escaped = escapedUnit(text, at);
    if (escaped === 0) throw new BadJson(`a string holds \\u0000 at character ${at}`);
    if (isLowSurrogate(escaped)) throw new BadJson(`a string holds half a surrogate pair at character ${at}`);
    if (isHighSurrogate(escaped)) {
      if (!isLowSurrogate(escapedUnit(text, at + 6))) {
        throw new BadJson(`a string holds half a surrogate pair at character ${at}`);
      }
      at += 12;
      continue;
    }
    at += Number.isNaN(escaped) ? 2 : 6;
  }
};

/**
 * Reads only what `JSON.parse` would let pass unseen: nesting, number of keys, keys said twice, keys that reach an object's
 * prototype, and strings that are no Unicode text. One pass, no recursion; whether it is JSON at all is for `JSON.parse`.
 */
const scan = (text: string): void => {
  const open: (Set<string> | null)[] = [];
  let keys = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      const end = endOfString(text, at);
      const seen = open.at(-1);
      let next = end + 1;
      while (isSpace(text.charCodeAt(next))) next += 1;
      if (seen && text.charAt(next) === ':') {
        const written = text.slice(at + 1, end);
        const key = written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
        keys += 1;
        if (keys > jsonLimits.keys) throw new BadJson(`it has more than ${jsonLimits.keys} keys`);
        if (seen.has(key)) throw new BadJson(`the key ${JSON.stringify(key.slice(0, 60))} stands twice in one object`);
        if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
          throw new BadJson(`the key ${JSON.stringify(key)} is not taken`);
        }
        seen.add(key);
      }
      at = end;
    } else if (unit === 0x7b || unit === 0x5b) {
      if (open.length >= jsonLimits.depth) throw new BadJson(`it is nested deeper than ${jsonLimits.depth}`);
      open.push(unit === 0x7b ? new Set() : null);
    } else if (unit === 0x7d || unit === 0x5d) {
      open.pop();
    }
  }
};

/** Parses a request's body. Hostile texts are refused in time that grows with their length alone. */
export const parseJson = (body: Uint8Array): ParsedJson => {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    return { kind: 'invalid', problem: 'it is not UTF-8' };
  }
  try {
    scan(text);
    return { kind: 'parsed', value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof BadJson) return { kind: 'invalid', problem: error.message };
    if (error instanceof SyntaxError) return { kind: 'invalid', problem: 'it is not well-formed JSON' };
    throw error;
  }
};
