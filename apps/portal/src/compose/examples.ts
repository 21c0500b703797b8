/** The repository's example profiles, each its own small file, fetched from this origin when it is asked for. */
const files = import.meta.glob<string>('../../../../examples/*.simc', { query: '?raw', import: 'default' });

export interface Example {
  readonly label: string;
  readonly load: () => Promise<string>;
}

/** `mop-beast-mastery-hunter.simc` → `mop beast mastery hunter` */
const labelOf = (path: string): string =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.simc$/u, '')
    .replaceAll(/[-_]+/gu, ' ');

export const examples: readonly Example[] = Object.entries(files).map(([path, load]) => ({
  label: labelOf(path),
  load,
}));
