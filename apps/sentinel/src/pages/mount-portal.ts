import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Files whose name holds a digest of their content. */
const hashed = /[\\/]assets[\\/]/;

/** @throws {Error} when the folder holds no portal. */
export const mountPortal = async (app: FastifyInstance, portalDir: string): Promise<void> => {
  if (!existsSync(join(portalDir, 'index.html'))) {
    throw new Error(
      `PORTAL_DIR is ${JSON.stringify(portalDir)}, which has no index.html; build the portal or leave it unset`,
    );
  }
  await app.register(fastifyStatic, {
    root: portalDir,
    prefix: '/',
    cacheControl: false,
    // The portal's build lays compressed copies beside its files.
    preCompressed: true,
    setHeaders: (response, path) => {
      response.setHeader('vary', 'accept-encoding');
      response.setHeader('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
};

/** Paths that are never a page of the portal. */
const notPages = /^\/(v1|problems|assets|connection|status|healthz|readyz|metrics)(\/|$|\?)/;

/** The portal draws its pages itself: any other path that a browser opens gets its one document. */
export const portalPageFor = (request: FastifyRequest, reply: FastifyReply): FastifyReply | null => {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (!wantsPage || notPages.test(request.url)) return null;
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
};
