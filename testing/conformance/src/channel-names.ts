import { randomBytes } from 'node:crypto';

import { channels, makeJobId } from '@wowlab/protocol';

const nodeIdAlphabet = 'abcdefghijklmnopqrstuvwxyz234567';

export const freshNodeId = (): string =>
  Array.from(randomBytes(32), (byte) => nodeIdAlphabet.charAt(byte % nodeIdAlphabet.length)).join('');

/** Channels nobody used before, so that tests on one server do not meet. */
export const freshJobChannel = (): string => channels.job(makeJobId(Date.now(), randomBytes(10)));
export const freshNodeChannel = (): string => channels.node(freshNodeId());
