import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { HomePage } from './compose/home-page.tsx';
import { FailedPage, NotFoundPage } from './shell/fallback-pages.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  component: lazyRouteComponent(() => import('./history/history-page.tsx'), 'HistoryPage'),
});

const loadJobPage = () => import('./job/job-route.tsx');

const job = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$jobId',
  component: lazyRouteComponent(loadJobPage, 'JobRoute'),
});

const here = createRoute({
  getParentRoute: () => root,
  path: '/here',
  component: lazyRouteComponent(() => import('./here/here-page.tsx'), 'HerePage'),
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: '/fleet',
  component: lazyRouteComponent(() => import('./fleet/fleet-page.tsx'), 'FleetPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, jobs, job, here, fleet]),
  defaultErrorComponent: FailedPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

/** Fetches the code of the page that follows a submission while there is nothing else to do. */
export const fetchJobPageWhenIdle = (): void => {
  const fetchNow = () => void loadJobPage().catch(() => undefined);
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchNow);
  else setTimeout(fetchNow, 1_000);
};

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
