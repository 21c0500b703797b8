/** Sends a message to everyone who listens on a channel. Rejects when it could not be sent. */
export type Publish = (channel: string, data: unknown) => Promise<void>;
