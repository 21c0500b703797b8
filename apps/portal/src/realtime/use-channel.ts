import { useEffect, useEffectEvent } from 'react';
import { useServices } from '../shell/services.ts';
import type { ChannelListener } from './realtime-connection.ts';

/** Listens to a channel while the component is shown; `null` listens to none. */
export const useChannel = (channel: string | null, { onMessage, onResync }: ChannelListener): void => {
  const { realtime } = useServices();
  const message = useEffectEvent(onMessage);
  const resync = useEffectEvent(onResync);
  useEffect(() => {
    if (channel === null) return undefined;
    return realtime.listen(channel, { onMessage: (data) => message(data), onResync: () => resync() });
  }, [channel, realtime]);
};
