import { useEffect, useState } from 'react';
import { serverNowMs } from '../api/server-clock.ts';

/** The server's time, read again every `everyMs`, for ages that tick. */
export const useNow = (everyMs: number): number => {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
};
