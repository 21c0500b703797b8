import { CreateEnrolment, Enrolment } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { readSharing } from '../nodes/sharing.ts';

const defaultMinutes = 60;
const msPerMinute = 60_000;

export const createEnrolment = defineRoute({
  method: 'POST',
  url: '/v1/enrolments',
  operation: 'createEnrolment',
  summary: 'A token with which machines enrol themselves as the caller’s',
  tag: 'fleet',
  auth: 'user',
  rate: 'enrolment',
  body: CreateEnrolment,
  answers: { 201: { description: 'Shown once; it is kept nowhere.', schema: Enrolment } },
  refusals: [],
  async handle({ caller, body }, { enrolmentTokens, log }) {
    const sharing = readSharing(body);
    if ('kind' in sharing) return sharing;
    const nodes = body.nodes ?? 1;
    const lifeMs = (body.lifeMinutes ?? defaultMinutes) * msPerMinute;
    const { token, expiresAtMs } = await enrolmentTokens.issue({ owner: caller.id, ...sharing, nodes }, lifeMs);
    log.info({ owner: caller.id, nodes, expiresAtMs }, 'an enrolment token was made');
    return answer(201, { token, nodes, expiresAtMs } satisfies Enrolment);
  },
});
