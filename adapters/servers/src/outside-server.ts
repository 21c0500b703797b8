import { connect } from 'node:net';

const CONNECT_TIMEOUT_MS = 3_000;

const defaultPorts: Readonly<Record<string, number>> = {
  'redis:': 6379,
  'rediss:': 6379,
  'postgres:': 5432,
  'postgresql:': 5432,
};

/**
 * Makes sure that a server somebody named by an environment variable takes connections, before anything is started for it.
 *
 * @throws with the variable, the address and the remedy when it does not. The URL itself may hold a password and is not shown.
 */
export const checkOutsideServer = async (variable: string, url: string): Promise<void> => {
  if (!URL.canParse(url) || defaultPorts[new URL(url).protocol] === undefined) {
    throw new Error(
      `${variable} is not a URL that is understood. Give one like ${variable === 'REDIS_URL' ? 'redis' : 'postgres'}://host:port, or unset it: a local server is started then.`,
    );
  }
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? (defaultPorts[protocol] ?? 0) : Number(port);
  const reason = await new Promise<string | undefined>((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: number });
    const end = (why: string | undefined): void => {
      socket.destroy();
      resolve(why);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => end(`no answer within ${CONNECT_TIMEOUT_MS} ms`));
    socket.once('connect', () => end(undefined));
    socket.once('error', (error) => end(error.message));
  });
  if (reason === undefined) return;
  throw new Error(
    `${variable} names ${hostname}:${number}, which takes no connections (${reason}). Start that server, correct ${variable}, or unset it: a local server is started then.`,
  );
};
