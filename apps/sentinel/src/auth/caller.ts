/** A player, by a user token. */
export interface UserCaller {
  readonly kind: 'user';
  readonly id: string;
  readonly role: string;
  readonly expiresAtMs: number;
}

/** A node, by its signature. Before it registers only its key is proved. */
export interface NodeCaller {
  readonly kind: 'node';
  readonly id: string;
}

export interface GuestCaller {
  readonly kind: 'guest';
}

export type Caller = UserCaller | NodeCaller | GuestCaller;
