import { makeProblem, type RefusalCode, refusals } from '@wowlab/protocol';
import type { Socket } from 'node:net';
import { problemType } from './send-outcome.ts';

const codes: Readonly<Record<string, RefusalCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

const reasons: Readonly<Partial<Record<number, string>>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what Node's parser refuses before there is a request, and ends the connection. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  // A client that is gone, or a socket that already carries an answer.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const code = codes[error.code ?? ''] ?? 'bad-request';
  const { status } = refusals[code];
  const body = JSON.stringify(makeProblem(code, `The connection was ended: ${error.code ?? 'malformed HTTP'}.`));
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\ncontent-type: ${problemType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  // An honest client reads the answer; one that does not is not waited for.
  setTimeout(() => socket.destroy(), 500).unref();
};
