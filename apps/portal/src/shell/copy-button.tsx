import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const tellMs = 2_000;

/** Copies a text and says so, to the ear as well. */
export const CopyButton = ({
  label,
  text,
  className = 'button button-quiet',
}: {
  readonly label: string;
  readonly text: () => string;
  readonly className?: string;
}) => {
  const [told, setTold] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (told === null) return undefined;
    const timer = setTimeout(() => setTold(null), tellMs);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async () => setTold((await copyText(text())) ? 'copied' : 'refused');
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {told === null ? label : told === 'copied' ? 'Copied' : 'Not copied'}
      </button>
      <output className="sr-only">
        {told === 'copied' ? `${label}: done` : told === 'refused' ? 'The browser refused the clipboard' : ''}
      </output>
    </>
  );
};
