import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Texts that Redis holds for long are deflated: a config shrinks to about a quarter. */
export const packText = (text: string): Buffer => deflateRawSync(text, { level: 9 });

export const unpackText = (packed: Buffer): string => inflateRawSync(packed).toString('utf8');
