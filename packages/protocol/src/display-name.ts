import { Type } from 'typebox';
import { limits } from './limits.ts';

/** Control characters, direction marks and overrides, line separators, surrogates: nothing a name may bring to a page or a terminal. */
const hostile =
  '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\uffff';

/** A text of one line that a person or a machine calls itself or its things by. */
export const displayText = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: `^[^${hostile}]+$`, description });

export const displayName = (description: string) => displayText(limits.nameChars, description);
