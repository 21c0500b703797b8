import type { Bell, NodeClient } from '@wowlab/client';
import type { NodeClaim } from '@wowlab/protocol';
import type { Logger } from '@wowlab/runtime';

export interface ClaimNoticeOptions {
  readonly client: NodeClient;
  readonly logger: Logger;
  /** Shows a code to whoever sits before the machine; never to a log. */
  readonly show: (claim: NodeClaim & { readonly code: string }) => void;
  /** Called once the node is somebody's. */
  readonly onClaimed: () => void;
  /** Rung when what is known of the claim changed. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
}

/** A code is replaced this long before it ends, so that what is shown is good. */
const renewBeforeMs = 5_000;
const leastWaitMs = 10_000;

/**
 * Shows claim codes for as long as the node is nobody's. What the server says at registration and with each heartbeat is handed
 * to `tell`; a code is asked for only while it says that nobody claimed the node.
 */
export class ClaimNotice {
  readonly #options: ClaimNoticeOptions;
  #claimed = true;
  /** Until then what is shown is good, on the monotonic clock: asking sooner would end it. */
  #goodUntilMs = 0;

  constructor(options: ClaimNoticeOptions) {
    this.#options = options;
  }

  tell(claimed: boolean): void {
    if (claimed === this.#claimed) return;
    this.#claimed = claimed;
    const { bell, logger, onClaimed } = this.#options;
    if (claimed) {
      logger.info('this machine was claimed');
      onClaimed();
    }
    bell.ring();
  }

  /** Until the signal is aborted. */
  async run(): Promise<never> {
    const { bell, signal } = this.#options;
    for (;;) {
      if (!this.#claimed && performance.now() >= this.#goodUntilMs) {
        this.#goodUntilMs = performance.now() + (await this.#showNext());
      }
      await bell.wait(this.#claimed ? Infinity : this.#goodUntilMs - performance.now(), signal);
    }
  }

  /** How long what is shown is good. */
  async #showNext(): Promise<number> {
    const { client, logger, show, signal } = this.#options;
    const answer = await client.claim({ signal });
    if (answer.kind !== 'ok') {
      logger.debug({ answer: answer.kind }, 'no claim code for now');
      return leastWaitMs;
    }
    const { code, expiresInMs } = answer.value;
    if (code === null) return leastWaitMs;
    show({ ...answer.value, code });
    return Math.max(leastWaitMs, expiresInMs - renewBeforeMs);
  }
}
