import { afterAll, afterEach } from 'vitest';

type CleanUp = () => unknown;

const run = async (steps: CleanUp[]): Promise<void> => {
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
};

const atEnd: CleanUp[] = [];
const afterTest: CleanUp[] = [];

/** Undone, last first, when the tests of the file are over. */
export const cleanUpAtEnd = (step: CleanUp): void => {
  atEnd.push(step);
};

/** Undone, last first, when the present test is over. */
export const cleanUpAfterTest = (step: CleanUp): void => {
  afterTest.push(step);
};

afterEach(() => run(afterTest));
afterAll(() => run(atEnd));
