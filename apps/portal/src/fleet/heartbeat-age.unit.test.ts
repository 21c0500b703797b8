import { periods } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { freshnessOf } from './heartbeat-age.ts';

test('a node is late after a missed heartbeat and silent when the sweeper may call it dead', () => {
  expect(freshnessOf(periods.heartbeatMs)).toBe('fresh');
  expect(freshnessOf(periods.heartbeatMs * 2)).toBe('late');
  expect(freshnessOf(periods.heartbeatMs * periods.missedHeartbeats + 1)).toBe('silent');
});
