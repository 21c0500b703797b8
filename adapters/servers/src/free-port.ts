import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports are taken below the ephemeral range (32768 upwards on Linux, 49152 on macOS): a server that is down for a
 * moment must find its port free again, and an outgoing connection of anybody could otherwise sit on it.
 */
const LOWEST_PORT = 20_000;
const ABOVE_HIGHEST_PORT = 32_000;
const MAX_ATTEMPTS = 100;

/** True when `port` can be bound on `host` right now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/** A TCP port of `host` that nothing listens on. It is not reserved: bind it soon, and try another when that fails. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST_PORT, ABOVE_HIGHEST_PORT);
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(
    `No free port found on ${host} in ${MAX_ATTEMPTS} attempts between ${LOWEST_PORT} and ${ABOVE_HIGHEST_PORT - 1}. ` +
      'Stop what occupies them or name a port yourself.',
  );
}
