import { useEffect, useRef, useState } from 'react';

/** The least time between two sentences about progress. */
const paceMs = 10_000;

/**
 * The sentence a screen reader should hear now: at once when `turn` (the state) changes, else the latest `sentence` at a
 * calm pace.
 */
export const useAnnouncement = (turn: string, sentence: string): string => {
  const [said, setSaid] = useState('');
  const latest = useRef(sentence);
  latest.current = sentence;
  useEffect(() => {
    setSaid(latest.current);
    const timer = setInterval(() => setSaid(latest.current), paceMs);
    return () => clearInterval(timer);
  }, [turn]);
  return said;
};
