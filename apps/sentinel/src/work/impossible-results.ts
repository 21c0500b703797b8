import type { ChunkResult, FieldError } from '@wowlab/protocol';
import { coversInterval, decodeAggregate } from '@wowlab/statistics';

const remedy = 'Drop this result and run the chunk again, with an agent of this release.';

/** The faults of results that no simulation of their chunk can have given. Field paths are `/completed/i/aggregate/…`. */
export const impossibleResults = (completed: readonly ChunkResult[]): FieldError[] =>
  completed.flatMap(({ aggregate, start, count }, index): FieldError[] => {
    const at = `/completed/${index}/aggregate`;
    const decoded = decodeAggregate(aggregate);
    if (decoded.kind === 'invalid') {
      const path =
        decoded.field === 'aggregate' ? '' : `/${decoded.field.replaceAll(/\.|\[/g, '/').replaceAll(']', '')}`;
      return [{ field: at + path, value: decoded.value, problem: decoded.problem, remedy }];
    }
    const { iterations, dps } = decoded.aggregate;
    if (iterations === count && coversInterval(dps.batches, start, count)) return [];
    if (iterations === count) {
      return [
        {
          field: `${at}/dps/batches`,
          value: 'counts of other iterations',
          problem: `must count the iterations from ${start} to ${start + count - 1} by their number`,
          remedy,
        },
      ];
    }
    return [
      {
        field: `${at}/iterations`,
        value: String(iterations),
        problem: `must be the chunk’s count, which is ${count}`,
        remedy,
      },
    ];
  });
