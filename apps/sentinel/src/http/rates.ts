import type { Rate } from '@wowlab/redis';

/** How often one caller may do what: a burst at once, then one each period. Redis counts, so all sentinels share the count. */
export const rates = {
  /** Per user. */
  submit: { burst: 300, periodMs: 100 },
  /** Per user: everything else that asks Redis or Postgres. */
  read: { burst: 400, periodMs: 10 },
  /** Per address; a whole fleet may stand behind one. */
  register: { burst: 2_000, periodMs: 50 },
  /** Per address. */
  session: { burst: 100, periodMs: 200 },
  /** Per user: codes are typed, or guessed. A code has 2.6e10 values. */
  claim: { burst: 10, periodMs: 6_000 },
  /** Per address besides: one person with many accounts guesses no quicker. */
  claimAddress: { burst: 100, periodMs: 1_000 },
  /** Per user. */
  enrolment: { burst: 20, periodMs: 10_000 },
  /** Per node: it asks for a code when it starts and when the one before has expired. */
  claimCode: { burst: 3, periodMs: 10_000 },
  /** Per node: exchanges of tiny chunks come fast. */
  node: { burst: 500, periodMs: 2 },
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof rates;
