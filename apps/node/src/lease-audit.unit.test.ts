import { expect, test } from 'vitest';
import { LeaseAudit } from './lease-audit.ts';

const auditOf = (held: number) => {
  const state = { exchanges: 0, held };
  const audit = new LeaseAudit({ exchanges: () => state.exchanges, held: () => state.held });
  return { state, beat: (leases: number) => audit.findsForgotten(audit.mark(), leases), audit };
};

test('a lease that two heartbeats in a row tell of and the node does not know was forgotten', () => {
  const { beat } = auditOf(1);
  expect([beat(2), beat(2)]).toEqual([false, true]);
});

test('equal counts, and a difference seen once, mean nothing', () => {
  const { beat } = auditOf(2);
  expect([beat(2), beat(3), beat(2), beat(3)]).toEqual([false, false, false, false]);
});

test('while an exchange is under way, or when one ended meanwhile, nothing is compared', () => {
  const { state, beat, audit } = auditOf(0);
  state.exchanges = 1;
  expect([beat(1), beat(1), beat(1)]).toEqual([false, false, false]);
  const mark = audit.mark();
  state.exchanges = 4;
  expect([audit.findsForgotten(mark, 1), audit.findsForgotten(mark, 1)]).toEqual([false, false]);
});
