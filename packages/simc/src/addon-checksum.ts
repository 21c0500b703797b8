const modulus = 65_521;

/** Adler-32 of a text's UTF-8 bytes, as the addon computes it. */
const adler32 = (text: string): number => {
  let low = 1;
  let high = 0;
  const take = (byte: number): void => {
    low = (low + byte) % modulus;
    high = (high + low) % modulus;
  };
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) take(code);
    else if (code < 0x800) {
      take(0xc0 | (code >> 6));
      take(0x80 | (code & 0x3f));
    } else if (code < 0x1_0000) {
      take(0xe0 | (code >> 12));
      take(0x80 | ((code >> 6) & 0x3f));
      take(0x80 | (code & 0x3f));
    } else {
      take(0xf0 | (code >> 18));
      take(0x80 | ((code >> 12) & 0x3f));
      take(0x80 | ((code >> 6) & 0x3f));
      take(0x80 | (code & 0x3f));
    }
  }
  return high * 0x1_0000 + low;
};

const checksumPattern = /^# Checksum: ([0-9a-f]{1,16})[ \t\r]*$/m;

/**
 * Whether the text above an addon's checksum line is what the addon wrote: `absent` without such a line, `changed` when
 * it was edited afterwards, which is allowed. Source: simulationcraft/simc-addon core.lua, `adler32`.
 */
export const checkAddonChecksum = (text: string): 'absent' | 'intact' | 'changed' => {
  const found = checksumPattern.exec(text);
  const written = found?.[1];
  if (found === null || written === undefined) return 'absent';
  const covered = text.slice(0, found.index).replaceAll('\r\n', '\n').replaceAll('||', '|');
  return adler32(covered).toString(16) === written.slice(-8).replace(/^0+/, '') ? 'intact' : 'changed';
};
