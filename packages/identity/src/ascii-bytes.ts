/** The bytes of a text of printable ASCII and line feeds; null if it holds anything else. */
export const asciiBytes = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code < 0x20 && code !== 0x0a) || code > 0x7e) return null;
    bytes[index] = code;
  }
  return bytes;
};
