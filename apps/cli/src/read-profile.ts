import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { limits } from '@wowlab/protocol';
import { CommandError, exitCodes } from './exit-codes.ts';

/** The profile a command names: a file's path, or `-` for what is piped in. */
export const readProfile = async (path: string): Promise<string> => {
  if (path === '-') return text(process.stdin);
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new CommandError(
      exitCodes.usage,
      `The profile ${JSON.stringify(path)} can not be read: ${reason}. Name a file with a SimulationCraft profile, or - to read it from standard input.`,
      { cause: error },
    );
  }
  if (content.length > limits.profileBytes) {
    throw new CommandError(
      exitCodes.refusedInput,
      `The profile ${JSON.stringify(path)} has ${content.length} characters; at most ${limits.profileBytes} are taken. Remove what is not one character's profile.`,
    );
  }
  return content;
};
