import { NodeClaim, periods, shownClaimCode } from '@wowlab/protocol';
import { answer, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { claimCodeDigest, makeClaimCode } from '../nodes/claim-codes.ts';

/** Two nodes that draw one code of 2.6e10 at once would be a wonder; thrice in a row is a defect. */
const maxDraws = 3;

export const nodeClaim = defineRoute({
  method: 'POST',
  url: '/v1/node/claim',
  operation: 'nodeClaim',
  summary: 'A code by which a user claims this node',
  tag: 'node',
  auth: 'node',
  rate: 'claimCode',
  answers: { 200: { description: 'A fresh code; the one before counts no more.', schema: NodeClaim } },
  refusals: ['unknown-node', 'revoked'],
  async handle({ caller }, { clock, config, context, coordination }) {
    const told = (code: string | null, expiresInMs: number): NodeClaim => ({
      state: code === null ? 'owned' : 'waiting',
      code,
      url: `${config.publicOrigins[0]}/claim`,
      expiresInMs,
      serverTimeMs: Math.round(clock.now()),
    });
    for (let draw = 0; draw < maxDraws; draw += 1) {
      const code = makeClaimCode(context.randomBytes);
      const started = await coordination.startClaim(caller.id, claimCodeDigest(code), periods.claimMs);
      switch (started.kind) {
        case 'waiting':
          return answer(200, told(shownClaimCode(code), started.leftMs));
        case 'owned':
          return answer(200, told(null, 0));
        case 'taken':
          continue;
        case 'unknown-node':
          return refuse('unknown-node', `The node ${caller.id} is not registered (any more).`);
        case 'revoked':
          return refuse('revoked', `The key of the node ${caller.id} was revoked.`);
        default:
          return started satisfies never;
      }
    }
    throw new Error('the random source gave three claim codes that other nodes show');
  },
});
