import { useEffect, useEffectEvent, useState } from 'react';

/** The least time between two sentences about progress. */
const paceMs = 10_000;
/** Lets the state's own sentence settle before it is said. */
const settleMs = 50;

/**
 * The sentence a screen reader should hear now: at once when `turn` (the state) changes, else the latest `sentence` at a
 * calm pace.
 */
export const useAnnouncement = (turn: string, sentence: string): string => {
  const [said, setSaid] = useState({ turn, sentence: '' });
  const say = useEffectEvent((now: string) => setSaid({ turn: now, sentence }));
  useEffect(() => {
    const first = setTimeout(() => say(turn), settleMs);
    const timer = setInterval(() => say(turn), paceMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [turn]);
  return said.sentence;
};
