import { explainFailure, type Answer } from '@wowlab/client';

/** How an agent came to its end by itself or by being asked. */
export type NodeEnd =
  | { readonly kind: 'drained' }
  /** A newer start of this node has taken over. */
  | { readonly kind: 'replaced'; readonly reason: string }
  /** The server refuses this node for good. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What a refusal that will not pass means for the agent as a whole. */
export const endOf = (answer: Extract<Answer<unknown>, { kind: 'refused' }>): NodeEnd => ({
  kind: answer.problem.code === 'stale-session' ? 'replaced' : 'refused',
  reason: explainFailure(answer),
});
