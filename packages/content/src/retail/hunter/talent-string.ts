/** What the head of the game's talent export string says. */
export interface TalentStringHead {
  readonly version: number;
  /** The game's number of the specialisation. */
  readonly specId: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BITS_PER_CHARACTER = 6;
const VERSION_BITS = 8;
const SPEC_BITS = 16;

/**
 * Reads the head of a talent export string: base64 with the lowest bit first, 8 bits of version and 16 of specialisation,
 * then 128 of the tree's hash and the choices node by node. `null` when it is too short or has other characters.
 */
export const readTalentStringHead = (text: string): TalentStringHead | null => {
  let place = 0;
  let failed = false;
  const read = (bits: number): number => {
    let value = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const digit = ALPHABET.indexOf(text.charAt(Math.floor(place / BITS_PER_CHARACTER)) || '?');
      if (digit < 0) failed = true;
      else value += ((digit >> (place % BITS_PER_CHARACTER)) & 1) * 2 ** bit;
      place += 1;
    }
    return value;
  };
  const version = read(VERSION_BITS);
  const specId = read(SPEC_BITS);
  return failed ? null : { version, specId };
};
