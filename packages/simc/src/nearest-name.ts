/** Longer input is never a slip of the finger, and the cost of a distance grows with the product of the lengths. */
const maxComparedLength = 48;

/** Edit distance in which a swap of neighbours is one edit, or `limit + 1` when it is larger than `limit`. */
const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
};

/**
 * The known name closest to what was written, or `null` when none is close: at most one edit for three letters, two for
 * six, and so on, never more than four. Ties go to the earlier name.
 */
export const nearestName = (written: string, known: Iterable<string>): string | null => {
  const wanted = written.toLowerCase();
  if (wanted.length > maxComparedLength) return null;
  let limit = Math.min(4, Math.max(1, Math.ceil(wanted.length / 3)));
  let nearest: string | null = null;
  for (const name of known) {
    const distance = editDistance(wanted, name.toLowerCase(), limit);
    if (distance <= limit) {
      nearest = name;
      limit = distance - 1;
      if (limit < 0) break;
    }
  }
  return nearest;
};

const maxListedNames = 12;

/** A remedy sentence: the nearest known name if there is one, else what exists. */
export const suggestName = (written: string, known: readonly string[], what: string): string => {
  const nearest = nearestName(written, known);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  const listed = known.slice(0, maxListedNames).join(', ');
  const more = known.length > maxListedNames ? `, and ${known.length - maxListedNames} more` : '';
  return `Known ${what}: ${listed}${more}.`;
};
