import { Type } from 'typebox';
import { UserId } from './ids.ts';
import { limits } from './limits.ts';

/** Whose jobs a node runs: its owner's alone, those of some users too, or everyone's. */
export const NodeShare = Type.Union([Type.Literal('private'), Type.Literal('users'), Type.Literal('public')]);
export type NodeShare = Type.Static<typeof NodeShare>;

/** Users a node is shared with; only for `users`. */
export const SharedUsers = Type.Array(UserId, { maxItems: limits.maxSharedUsers, uniqueItems: true });
