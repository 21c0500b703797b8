/** One JSON value for programs on stdout. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** Text for people on stdout. */
export const printText = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
