import { limits, type FieldError } from '@wowlab/protocol';
import { useEffect, useState } from 'react';

/** Reading starts when the typing pauses this long. */
const pauseMs = 500;

/** The reader is fetched when it is first wanted; null where it can not be, since the server checks all of it again. */
const readFaults = async (profile: string): Promise<readonly FieldError[] | null> => {
  try {
    const { parseJobInput } = await import('@wowlab/simc');
    const parsed = parseJobInput(profile);
    return parsed.kind === 'ok' ? [] : parsed.problems;
  } catch {
    return null;
  }
};

const none: readonly FieldError[] = [];

/**
 * What is wrong with the profile as it stands, found in this browser by the reader that the server has. Empty while the
 * typing goes on.
 */
export const useTypedFaults = (profile: string): readonly FieldError[] => {
  const [found, setFound] = useState({ profile: '', errors: none });
  useEffect(() => {
    if (profile.trim() === '' || profile.length > limits.profileBytes) return undefined;
    let isCurrent = true;
    const read = async () => {
      const errors = await readFaults(profile);
      if (isCurrent && errors !== null) setFound({ profile, errors });
    };
    const timer = setTimeout(() => void read(), pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [profile]);
  return found.profile === profile ? found.errors : none;
};
