import { Type } from 'typebox';
import { FleetNode } from './fleet.ts';
import { limits } from './limits.ts';
import { NodeShare, SharedUsers } from './node-sharing.ts';
import { NodeId } from './ids.ts';

const closed = { additionalProperties: false } as const;

/** Letters of a claim code: no vowels, so that no words come about, and none that look alike (RFC 8628 §6.1). */
export const claimCodeAlphabet = 'BCDFGHJKLMNPQRSTVWXZ';

/** A code as people type it: case, spaces and hyphens do not matter. */
export const ClaimCode = Type.String({
  minLength: 8,
  maxLength: 16,
  pattern: `^[ -]*(?:[${claimCodeAlphabet}${claimCodeAlphabet.toLowerCase()}][ -]*){8}$`,
  description: 'The code that the node shows: eight letters.',
});

/** The eight letters behind what was typed. */
export const canonicalClaimCode = (typed: string): string => typed.replaceAll(/[ -]/g, '').toUpperCase();

/** As it is shown: two groups of four. */
export const shownClaimCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What a node shows so that a user can claim it. */
export const NodeClaim = Type.Object(
  {
    state: Type.Union([Type.Literal('waiting'), Type.Literal('owned')]),
    /** Null once the node is somebody's. */
    code: Type.Union([Type.String(), Type.Null()]),
    /** Where the code is entered. */
    url: Type.String(),
    expiresInMs: Type.Integer(),
    serverTimeMs: Type.Integer(),
  },
  closed,
);
export type NodeClaim = Type.Static<typeof NodeClaim>;

const sharing = { share: Type.Optional(NodeShare), users: Type.Optional(SharedUsers) };

/** Looks which node shows a code. */
export const LookUpClaim = Type.Object({ code: ClaimCode }, closed);
export type LookUpClaim = Type.Static<typeof LookUpClaim>;

/** Claims the node that shows a code. Without `share` it runs its owner's jobs alone. */
export const ConfirmClaim = Type.Object({ code: ClaimCode, ...sharing }, closed);
export type ConfirmClaim = Type.Static<typeof ConfirmClaim>;

/** Whose jobs a node runs besides its owner's. `users` goes with `users` alone. */
export const ShareNode = Type.Object({ share: NodeShare, users: Type.Optional(SharedUsers) }, closed);
export type ShareNode = Type.Static<typeof ShareNode>;

export const NodeAnswer = Type.Object({ node: FleetNode }, closed);
export type NodeAnswer = Type.Static<typeof NodeAnswer>;

export const NodeRevoked = Type.Object(
  { id: NodeId, releasedLeases: Type.Integer({ description: 'Leases that went back to be run by other nodes.' }) },
  closed,
);
export type NodeRevoked = Type.Static<typeof NodeRevoked>;

/** Asks for a token with which machines enrol themselves as the caller's. */
export const CreateEnrolment = Type.Object(
  {
    ...sharing,
    nodes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: limits.maxEnrolledNodes,
        description: 'How many machines may use it; 1 if not said.',
      }),
    ),
    lifeMinutes: Type.Optional(
      Type.Integer({ minimum: 1, maximum: limits.maxEnrolmentMinutes, description: '60 if not said.' }),
    ),
  },
  closed,
);
export type CreateEnrolment = Type.Static<typeof CreateEnrolment>;

/** Shown once: whoever has it can add machines in the caller's name until it expires. */
export const Enrolment = Type.Object(
  { token: Type.String(), nodes: Type.Integer(), expiresAtMs: Type.Integer() },
  closed,
);
export type Enrolment = Type.Static<typeof Enrolment>;

/** A node's new key. `proof` is the new key's signature over `rotationStatement`. */
export const RotateKey = Type.Object(
  {
    publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'Raw Ed25519 public key, base64url.' }),
    proof: Type.String({ pattern: '^[A-Za-z0-9_-]{86}$', description: 'Ed25519 signature, base64url.' }),
  },
  closed,
);
export type RotateKey = Type.Static<typeof RotateKey>;

export const KeyRotated = Type.Object({ id: NodeId, serverTimeMs: Type.Integer() }, closed);
export type KeyRotated = Type.Static<typeof KeyRotated>;

/** What the new key signs, so that nobody takes over a key that is not theirs: the old id and the new key. */
export const rotationStatement = (oldId: string, newPublicKey: string): string =>
  `wowlab-rotate-v1\n${oldId}\n${newPublicKey}`;
