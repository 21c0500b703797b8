import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/api.ts';
import { isRetryable } from './api/api-error.ts';
import { backoffMs } from './api/backoff.ts';
import { createHttp } from './api/http.ts';
import { createReachability } from './api/reachability.ts';
import { RealtimeConnection } from './realtime/realtime-connection.ts';
import { fetchJobPageWhenIdle, router } from './router.tsx';
import { ServicesContext } from './shell/services.ts';
import './styles/index.css';

const retries = 3;

const reachability = createReachability();
const api = createApi(createHttp(reachability));
const realtime = new RealtimeConnection(api.realtimeToken, location.origin);

realtime.start();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The browser's idea of being online is about the internet; the server may well be this machine.
      networkMode: 'always',
      retry: (failures, error) => failures < retries && isRetryable(error),
      retryDelay: (attempt, error) => backoffMs(attempt, error, Math.random()),
    },
    mutations: { networkMode: 'always' },
  },
});

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no #root to draw in');

createRoot(place).render(
  <StrictMode>
    <ServicesContext value={{ api, realtime, reachability }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ServicesContext>
  </StrictMode>,
);

fetchJobPageWhenIdle();
