import type { NodeShare } from '@wowlab/protocol';
import type { NodeSharing } from '@wowlab/redis';
import { type Refused, refuse } from '../http/outcome.ts';

/** What a request says of sharing. Users go with `users` and with nothing else. */
export const readSharing = (body: {
  readonly share?: NodeShare;
  readonly users?: readonly string[];
}): NodeSharing | Refused => {
  const share = body.share ?? 'private';
  const users = body.users?.map((user) => user.toLowerCase()) ?? [];
  if ((share === 'users') === users.length > 0) return { share, users };
  const errors = [
    {
      field: 'users',
      value: JSON.stringify(users).slice(0, 200),
      problem: share === 'users' ? 'names nobody' : `goes with share "users", not with "${share}"`,
      remedy: 'Send share "users" with at least one user id, or another share without users.',
    },
  ];
  return refuse('invalid-request', 'The sharing can not be as it stands.', { errors });
};
