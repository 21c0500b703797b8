/**
 * What can change how a terminal or a log viewer shows the text around it: C0 and C1 controls, DEL, line separators, and
 * the marks that reverse the direction of writing.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const dangerous = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Subset that a JSON text may hold inside strings: everything but C0, which JSON itself forbids there. */
const dangerousInJson = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text of unknown origin made safe to print on a terminal: control and direction characters become `\uXXXX`. */
export const escapeControl = (text: string): string => text.replace(dangerous, escapeUnit);

/** The same for a line of JSON: it still parses to the same value. */
export const escapeControlInJson = (json: string): string => json.replace(dangerousInJson, escapeUnit);
