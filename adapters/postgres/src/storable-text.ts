/** Escapes that may stand for what PostgreSQL can not store; most bodies have none and need no closer look. */
const SUSPICIOUS = /\\u0000|\\ud[89a-f]|\0|\p{Surrogate}/iu;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** JSON pointer to the first text of `value` that a PostgreSQL text column can not hold, and why; undefined when all can. */
function findUnstorable(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return `${pointer === '' ? '/' : pointer} holds the character U+0000`;
    if (LONE_SURROGATE.test(value)) return `${pointer === '' ? '/' : pointer} holds half of a surrogate pair`;
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = findUnstorable(member, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Why the texts of a parsed body can not be stored, or undefined when they can. The driver would send a lone surrogate
 * as U+FFFD without a word, so this has to be seen before.
 */
export function unstorableText(body: string, parsed: unknown): string | undefined {
  return SUSPICIOUS.test(body) ? findUnstorable(parsed, '') : undefined;
}

const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** A text that PostgreSQL stores, whatever came in, with the rest escaped as in JSON: for quoting among the dead letters. */
export function asStorableText(text: string): string {
  return text.replace(UNSTORABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
