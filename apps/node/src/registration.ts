import type { NodeClient } from '@wowlab/client';
import type { NodeRegistered, RegisterNode } from '@wowlab/protocol';
import type { Logger } from '@wowlab/runtime';
import { endOf, type NodeEnd } from './node-end.ts';
import type { NodeSession } from './node-session.ts';

export type Registered =
  | { readonly kind: 'registered'; readonly node: NodeRegistered }
  | { readonly kind: 'ended'; readonly end: NodeEnd };

export interface RegistrationOptions {
  readonly client: NodeClient;
  readonly self: Omit<RegisterNode, 'publicKey' | 'session'>;
  readonly session: NodeSession;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Makes the node known to the server, for as long as it takes; again when the server has forgotten it. */
export class Registration {
  readonly #options: RegistrationOptions;
  #underWay: Promise<Registered> | undefined;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Undefined while none is. Until it ends the server may know the session of before. */
  get underWay(): Promise<Registered> | undefined {
    return this.#underWay;
  }

  /** Whoever asks while a registration is under way gets its answer. Rejects only when the signal is aborted. */
  register(): Promise<Registered> {
    this.#underWay ??= this.#register().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #register(): Promise<Registered> {
    const { client, self, session, logger, signal } = this.#options;
    const answer = await client.register({ ...self, session: session.id }, { retryForMs: Infinity, signal });
    if (answer.kind === 'refused') return { kind: 'ended', end: endOf(answer) };
    // Without an end to the retries only an answer or a refusal comes back.
    if (answer.kind === 'unreachable') throw new Error(answer.reason);
    logger.info({ id: answer.value.id, workers: self.workers }, `registered as ${self.name}`);
    return { kind: 'registered', node: answer.value };
  }
}
