/** A fixed run whose exact result is kept, so that no change of the engine goes unnoticed. */
export interface GoldenCase {
  readonly name: string;
  /** From the repository's root. */
  readonly profile: string;
  readonly seed: number;
  readonly start: number;
  readonly count: number;
}

export const goldenCases: readonly GoldenCase[] = [
  { name: 'mop-bm-auto', profile: 'examples/mop-bm-hunter-auto.simc', seed: 1, start: 0, count: 25 },
  { name: 'mop-bm-full', profile: 'examples/mop-bm-hunter.simc', seed: 1, start: 0, count: 25 },
  {
    name: 'mop-bm-full-late',
    profile: 'examples/mop-bm-hunter.simc',
    seed: 9_007_199_254_740_991,
    start: 4_294_967_290,
    count: 10,
  },
  {
    name: 'mop-bm-below-caps',
    profile: 'packages/content/reference/mop-bm-below-caps.simc',
    seed: 2,
    start: 5,
    count: 25,
  },
  { name: 'mop-bm-thrill', profile: 'packages/content/reference/mop-bm-thrill.simc', seed: 3, start: 0, count: 10 },
  {
    name: 'mop-bm-dire-beast-barrage',
    profile: 'packages/content/reference/mop-bm-dire-beast-barrage.simc',
    seed: 4,
    start: 0,
    count: 10,
  },
  {
    name: 'mop-bm-lynx-rush-powershot',
    profile: 'packages/content/reference/mop-bm-lynx-rush-powershot.simc',
    seed: 5,
    start: 0,
    count: 10,
  },
  { name: 'mop-mm-full', profile: 'examples/mop-mm-hunter.simc', seed: 6, start: 0, count: 10 },
  {
    name: 'mop-mm-below-caps',
    profile: 'packages/content/reference/mop-mm-below-caps.simc',
    seed: 7,
    start: 3,
    count: 10,
  },
  { name: 'mop-sv-full', profile: 'examples/mop-sv-hunter.simc', seed: 8, start: 0, count: 10 },
  {
    name: 'mop-sv-multi-shot',
    profile: 'packages/content/reference/mop-sv-multi-shot.simc',
    seed: 9,
    start: 2,
    count: 10,
  },
  { name: 'retail-bm-full', profile: 'examples/retail-bm-hunter.simc', seed: 8, start: 0, count: 10 },
  { name: 'retail-mm-full', profile: 'examples/retail-mm-hunter.simc', seed: 9, start: 0, count: 10 },
];
