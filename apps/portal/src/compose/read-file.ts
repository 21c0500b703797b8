import { limits } from '@wowlab/protocol';
import { formatBytes } from '../format/numbers.ts';

export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: string };

/** The text of a file a person chose or dropped, if it can be a profile. */
export const readProfileFile = async (file: File): Promise<FileReading> => {
  if (file.size > limits.profileBytes)
    return {
      kind: 'refused',
      problem: `“${file.name}” has ${formatBytes(file.size)}; a profile has at most ${formatBytes(limits.profileBytes)}.`,
    };
  const text = await file.text();
  if (text.includes('\u0000') || text.includes('\uFFFD'))
    return { kind: 'refused', problem: `“${file.name}” is not a text file in UTF-8. Choose a .simc or .txt file.` };
  return { kind: 'text', text: text.replaceAll('\r\n', '\n') };
};
