import type { FieldError } from '@wowlab/protocol';

const sentence = ({ field, problem }: FieldError): string => (field === '' ? problem : `${field}: ${problem}`);

/** How many faults the profile has as it is typed, and the first of them; leads to its line. Says nothing while there are none. */
export const TypedFaults = ({
  errors,
  onJump,
}: {
  readonly errors: readonly FieldError[];
  readonly onJump: (error: FieldError) => void;
}) => {
  const [first] = errors;
  return (
    <output className="typed-faults" data-testid="typed-faults">
      {first !== undefined && (
        <>
          <span>{errors.length === 1 ? 'One problem.' : `${errors.length} problems, the first:`}</span>{' '}
          <button type="button" className="fault-place" onClick={() => onJump(first)}>
            Line {first.line}
          </button>{' '}
          <bdi className="wrap-anywhere">{sentence(first)}</bdi>
        </>
      )}
    </output>
  );
};
