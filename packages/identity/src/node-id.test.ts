import { expect, test } from 'vitest';
import { nodeCrypto } from './fixtures/node-crypto.ts';
import { nodeIdOf } from './node-id.ts';

test('a node id is base32 of the first 20 bytes of SHA-256 of the raw key', async () => {
  // SHA-256 of 32 zero bytes starts 66687aadf862bd776c8fc18b8e9f8e2008971485.
  expect(await nodeIdOf(new Uint8Array(32), nodeCrypto)).toBe('mzuhvlpymk6xo3epygfy5h4oeaejofef');
});

test('keys that differ in one bit have different ids', async () => {
  const one = new Uint8Array(32).fill(7);
  const other = Uint8Array.from(one);
  other[31] = 6;
  expect(await nodeIdOf(one, nodeCrypto)).not.toBe(await nodeIdOf(other, nodeCrypto));
});
