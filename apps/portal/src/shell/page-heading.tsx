import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Whether a page has been shown before: the first is read from its start by itself. */
let shownBefore = false;

/**
 * A page's heading. Takes the focus when a page follows another, so that keyboard and screen reader go on from there, and
 * names the tab.
 */
export const PageHeading = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => {
  const ref = useRef<HTMLHeadingElement>(null);
  const [follows] = useState(() => shownBefore);
  useEffect(() => {
    if (follows) ref.current?.focus();
    shownBefore = true;
  }, [follows]);
  useEffect(() => {
    document.title = `${title} · WowLab`;
  }, [title]);
  return (
    <h1 ref={ref} tabIndex={-1} className="page-heading">
      {children ?? title}
    </h1>
  );
};
