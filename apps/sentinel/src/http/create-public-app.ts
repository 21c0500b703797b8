import type { FastifyInstance } from 'fastify';
import { mountPages } from '../pages/mount-pages.ts';
import { mountPortal, portalPageFor } from '../pages/mount-portal.ts';
import { allRoutes } from '../routes/all-routes.ts';
import type { Services } from '../services.ts';
import { createApp } from './create-app.ts';
import { mountRoute } from './mount-route.ts';
import { refuseOtherMethods } from './refuse-other-methods.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** What players and nodes reach: REST, node API, health, the pages about problems and the API, and the portal. */
export const createPublicApp = async (services: Services): Promise<FastifyInstance> => {
  const { config, context, isDraining, metrics } = services;
  const app = createApp({
    context,
    metrics,
    trustedProxies: config.trustedProxies,
    isDraining,
    ...(config.portalDir === null ? {} : { pageFor: portalPageFor }),
  });
  await addSecurityHeaders(app, config.publicOrigins, config.realtimeUrl);
  const others = refuseOtherMethods(app, metrics);
  for (const route of allRoutes) mountRoute(app, route, services);
  await mountPages(app, metrics);
  if (config.portalDir !== null) await mountPortal(app, config.portalDir);
  others.finish();
  return app;
};
