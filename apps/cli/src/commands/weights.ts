import type { Question } from '@wowlab/protocol';
import { simulateAndPrint, type SimOptions } from './sim.ts';

export interface WeightsOptions extends SimOptions {
  readonly stats?: readonly string[];
  readonly delta?: number;
}

/** Works out what a point of each stat is worth, on a server or on this machine alone, and prints it with a Pawn string. */
export const weights = (file: string, { stats, delta, ...options }: WeightsOptions): Promise<void> => {
  const question: Question = {
    kind: 'weights',
    ...(stats === undefined ? {} : { stats: [...stats] }),
    ...(delta === undefined ? {} : { delta }),
  };
  return simulateAndPrint(file, options, question);
};
