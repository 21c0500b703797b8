import { createContext, use } from 'react';
import type { Api } from '../api/api.ts';
import type { Reachability } from '../api/reachability.ts';
import type { RealtimeConnection } from '../realtime/realtime-connection.ts';

/** What pages reach the outside by; made once where the app starts. */
export interface Services {
  readonly api: Api;
  readonly realtime: RealtimeConnection;
  readonly reachability: Reachability;
}

export const ServicesContext = createContext<Services | null>(null);

export const useServices = (): Services => {
  const services = use(ServicesContext);
  if (services === null) throw new Error('useServices needs a ServicesContext above it');
  return services;
};
