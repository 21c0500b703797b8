const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const noValue = 255;
const valuesOf = (alphabet: string): Uint8Array => {
  const values = new Uint8Array(128).fill(noValue);
  for (let index = 0; index < alphabet.length; index += 1) values[alphabet.charCodeAt(index)] = index;
  return values;
};
const standardValues = valuesOf(standard);
const urlSafeValues = valuesOf(urlSafe);

const encode = (bytes: Uint8Array, alphabet: string): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet.charAt((held >>> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (6 - bits)) & 63);
};

/** Unpadded digits to bytes, or null. Left-over bits must be zero, so that every byte string has one spelling. */
const decode = (digits: string, values: Uint8Array): Uint8Array | null => {
  if (digits.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = values[digits.charCodeAt(index)] ?? noValue;
    if (value === noValue) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = held >>> bits;
      at += 1;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? bytes : null;
};

/** RFC 4648 base64 with padding. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const digits = encode(bytes, standard);
  return digits + '='.repeat((4 - (digits.length % 4)) % 4);
};

/** RFC 4648 base64 with padding, in its one canonical spelling; null for anything else. */
export const decodeBase64 = (text: string): Uint8Array | null => {
  if (text.length % 4 !== 0) return null;
  return decode(text.replace(/={1,2}$/, ''), standardValues);
};

/** RFC 4648 base64url without padding. */
export const encodeBase64Url = (bytes: Uint8Array): string => encode(bytes, urlSafe);

/** RFC 4648 base64url without padding, in its one canonical spelling; null for anything else. */
export const decodeBase64Url = (text: string): Uint8Array | null => decode(text, urlSafeValues);
