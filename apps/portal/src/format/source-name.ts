const small: ReadonlySet<string> = new Set(['a', 'an', 'and', 'of', 'the', 'to']);

/** A source's name as players write it: `a_murder_of_crows` is A Murder of Crows. */
export const readableSource = (name: string): string =>
  name
    .split('_')
    .filter((word) => word !== '')
    .map((word, index) => (index > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
