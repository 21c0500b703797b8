import type { FieldError } from '@wowlab/protocol';
import { useEffect, useRef } from 'react';

export interface FaultListProps {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly errors: readonly FieldError[];
  readonly onJump: (error: FieldError) => void;
}

const placeOf = ({ field, line, column }: FieldError): string => {
  if (line === undefined) return field.replace(/^\//u, '') || 'request';
  return column === undefined ? `Line ${line}` : `Line ${line}, column ${column}`;
};

/** Why the input was refused, fault by fault; each leads to its place. Takes the focus when it appears. */
export const FaultList = ({ id, title, detail, remedy, errors, onJump }: FaultListProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section id={id} className="notice notice-bad" aria-labelledby={`${id}-title`} data-testid="faults">
      <h2 ref={heading} id={`${id}-title`} tabIndex={-1} className="notice-title">
        {title}
      </h2>
      {errors.length === 0 && (
        <>
          <p className="wrap-anywhere">{detail}</p>
          <p className="remedy">{remedy}</p>
        </>
      )}
      {errors.length > 0 && (
        <ol className="faults">
          {errors.map((error) => (
            <li key={`${error.line} ${error.column} ${error.field} ${error.value} ${error.problem}`} className="fault">
              <button type="button" className="fault-place" onClick={() => onJump(error)}>
                {placeOf(error)}
              </button>
              <p className="wrap-anywhere">
                {error.line !== undefined && error.field !== '' && <code>{error.field}</code>}{' '}
                {error.value !== '' && (
                  <>
                    <bdi className="fault-value">{error.value}</bdi>{' '}
                  </>
                )}
                {error.problem}
              </p>
              <p className="remedy wrap-anywhere">{error.remedy}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
