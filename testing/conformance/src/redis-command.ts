import { connect } from 'node:net';

/** One inline command to a Redis of the tests, and its raw reply. */
export const redisCommand = (port: number, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(`${command}\r\n`));
    socket.once('data', (reply: Buffer) => {
      resolve(reply.toString('utf8').trim());
      socket.destroy();
    });
    socket.once('error', reject);
  });
