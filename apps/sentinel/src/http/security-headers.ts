import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const socketOrigin = (origin: string): string => origin.replace(/^http/, 'ws');

/** The origins a page of ours may open a socket to: its own, and the realtime server's if it has another. */
const socketOrigins = (publicOrigins: readonly string[], realtimeUrl: string): readonly string[] => {
  const own = publicOrigins.map(socketOrigin);
  if (realtimeUrl.startsWith('/')) return own;
  const { protocol, host } = new URL(realtimeUrl);
  return [...new Set([...own, `${protocol}//${host}`])];
};

/**
 * Headers of every public answer. Pages load nothing from elsewhere, run no inline script, talk only to this origin and the
 * realtime server, and can be framed by nobody.
 */
export const addSecurityHeaders = async (
  app: FastifyInstance,
  publicOrigins: readonly string[],
  realtimeUrl: string,
): Promise<void> => {
  const isHttps = publicOrigins.every((origin) => origin.startsWith('https:'));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", ...socketOrigins(publicOrigins, realtimeUrl)],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  });
};
