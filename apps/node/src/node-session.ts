import { randomUUID } from 'node:crypto';

/** Names one start of the agent, or one fresh start between it and the server: leases of an earlier session are given back. */
export class NodeSession {
  #id = randomUUID();

  get id(): string {
    return this.#id;
  }

  renew(): void {
    this.#id = randomUUID();
  }
}
