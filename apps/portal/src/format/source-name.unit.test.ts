import { expect, test } from 'vitest';
import { readableSource } from './source-name.ts';

test('names of sources are shown as players write them', () => {
  expect(['kill_command', 'a_murder_of_crows', 'auto_shot', 'stampede_1', 'Auto Shot'].map(readableSource)).toEqual([
    'Kill Command',
    'A Murder of Crows',
    'Auto Shot',
    'Stampede 1',
    'Auto Shot',
  ]);
});
