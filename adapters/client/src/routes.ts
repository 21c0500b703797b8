/** Paths of the sentinel's REST API, as seen from its origin. */
export const routes = {
  jobs: '/v1/jobs',
  job: (id: string) => `/v1/jobs/${encodeURIComponent(id)}`,
  cancel: (id: string) => `/v1/jobs/${encodeURIComponent(id)}/cancel`,
  result: (id: string) => `/v1/jobs/${encodeURIComponent(id)}/result`,
  nodes: '/v1/nodes',
  stats: '/v1/stats',
  me: '/v1/me',
  session: '/v1/session',
  realtimeToken: '/v1/realtime/token',
  status: '/status',
  node: {
    register: '/v1/node/register',
    token: '/v1/node/token',
    heartbeat: '/v1/node/heartbeat',
    work: '/v1/node/work',
    config: (hash: string) => `/v1/configs/${encodeURIComponent(hash)}`,
  },
} as const;
