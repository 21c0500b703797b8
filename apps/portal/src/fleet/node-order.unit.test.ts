import type { FleetNode } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { orderNodes } from './node-order.ts';

const node = (name: string, state: FleetNode['state'], id = name) => ({ id, name, state }) as FleetNode;

test('nodes at work come first, then by name as people count, then by id', () => {
  const nodes = [
    node('a', 'dead'),
    node('node-10', 'active'),
    node('node-2', 'active', 'y'),
    node('node-2', 'active', 'x'),
  ];
  expect(orderNodes(nodes).map(({ id }) => id)).toEqual(['x', 'y', 'node-10', 'a']);
});
