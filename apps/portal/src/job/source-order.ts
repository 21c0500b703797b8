import type { ReportArm } from '@wowlab/protocol';

type Source = ReportArm['sources'][number];
export type SourceColumn = keyof Source;

export interface SourceOrder {
  readonly column: SourceColumn;
  readonly falling: boolean;
}

/** The sources in the order asked for; equals by name, so that the order never depends on chance. */
export const sortSources = (sources: readonly Source[], { column, falling }: SourceOrder): readonly Source[] => {
  const byName = (a: Source, b: Source) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const rising = (a: Source, b: Source) => (column === 'name' ? byName(a, b) : a[column] - b[column]);
  return [...sources].sort((a, b) => (falling ? -rising(a, b) : rising(a, b)) || byName(a, b));
};
