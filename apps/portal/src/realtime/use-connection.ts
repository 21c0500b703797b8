import { useSyncExternalStore } from 'react';
import { useServices } from '../shell/services.ts';

export type Connection = 'live' | 'connecting' | 'polling' | 'offline';

/** How this page hears of changes: by socket, by asking, or not at all just now. */
export const useConnection = (): Connection => {
  const { realtime, reachability } = useServices();
  const state = useSyncExternalStore(realtime.watch, realtime.state);
  const reachable = useSyncExternalStore(reachability.subscribe, reachability.reachable);
  if (!reachable) return 'offline';
  if (state === 'live') return 'live';
  return state === 'lost' ? 'polling' : 'connecting';
};
