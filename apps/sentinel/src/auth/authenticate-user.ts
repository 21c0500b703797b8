import { refuse, type Refused } from '../http/outcome.ts';
import type { UserCaller } from './caller.ts';
import type { UserTokens } from './user-tokens.ts';

const bearer = /^Bearer ([\w-]+\.[\w-]*\.[\w-]*)$/i;

/** The user whose token the Authorization header carries. */
export const authenticateUser = async (
  authorization: string | undefined,
  tokens: UserTokens,
): Promise<UserCaller | Refused> => {
  if (authorization === undefined) {
    return refuse('unauthenticated', 'The request has no Authorization header; `Bearer <token>` is wanted.');
  }
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) {
    return refuse('unauthenticated', 'The Authorization header is not `Bearer <token>` with a JSON Web Token.');
  }
  const verified = await tokens.verify(token);
  return verified.kind === 'user'
    ? verified.user
    : refuse('unauthenticated', `Of the bearer token: ${verified.problem}.`);
};
