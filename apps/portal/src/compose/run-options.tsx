import { limits, type FieldError } from '@wowlab/protocol';
import type { Draft } from './draft.ts';

export interface RunOptionsProps {
  readonly draft: Draft;
  readonly errors: readonly FieldError[];
  readonly onChange: (part: Partial<Draft>) => void;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly unit?: string;
  readonly numeric?: boolean;
  readonly placeholder?: string;
  readonly value: string;
  readonly error: FieldError | undefined;
  readonly onChange: (value: string) => void;
}

const Field = (props: FieldProps) => {
  const { id, label, hint, unit, numeric = false, placeholder, value, error, onChange } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="input-row">
        <input
          id={id}
          type="text"
          inputMode={numeric ? 'decimal' : 'text'}
          autoComplete="off"
          value={value}
          placeholder={placeholder}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit !== undefined && <span className="input-unit">{unit}</span>}
      </span>
      <p id={`${id}-hint`} className={error === undefined ? 'hint' : 'hint hint-bad'}>
        {error === undefined ? hint : `${error.problem}. ${error.remedy}`}
      </p>
    </div>
  );
};

/** How precisely to simulate, and from which seed. */
export const RunOptions = ({ draft, errors, onChange }: RunOptionsProps) => {
  const errorOf = (field: string) => errors.find((error) => error.field === field && error.line === undefined);
  return (
    <div className="options">
      <fieldset className="segmented" aria-describedby="question-hint">
        <legend>Question</legend>
        <label>
          <input
            type="radio"
            name="question"
            checked={draft.question === 'damage'}
            onChange={() => onChange({ question: 'damage' })}
          />
          <span>Damage</span>
        </label>
        <label>
          <input
            type="radio"
            name="question"
            checked={draft.question === 'weights'}
            onChange={() => onChange({ question: 'weights' })}
          />
          <span>Stat weights</span>
        </label>
        <p id="question-hint" className="hint">
          {draft.question === 'damage'
            ? 'How much each character of the profile does, and how several compare.'
            : 'What a point of each stat is worth: two more arms for each stat.'}
        </p>
      </fieldset>
      <fieldset className="segmented" aria-describedby="place-hint">
        <legend>Where</legend>
        <label>
          <input
            type="radio"
            name="place"
            checked={draft.place === 'network'}
            onChange={() => onChange({ place: 'network' })}
          />
          <span>On the network</span>
        </label>
        <label>
          <input
            type="radio"
            name="place"
            checked={draft.place === 'here'}
            onChange={() => onChange({ place: 'here' })}
          />
          <span>In this browser</span>
        </label>
        <p id="place-hint" className="hint">
          {draft.place === 'network'
            ? 'Nodes compute it; the result is kept in your history.'
            : 'This machine computes it; the profile does not leave this browser.'}
        </p>
      </fieldset>
      <fieldset className="segmented">
        <legend>Precision</legend>
        <label>
          <input
            type="radio"
            name="goal"
            checked={draft.goal === 'iterations'}
            onChange={() => onChange({ goal: 'iterations' })}
          />
          <span>Iterations</span>
        </label>
        <label>
          <input
            type="radio"
            name="goal"
            checked={draft.goal === 'targetError'}
            onChange={() => onChange({ goal: 'targetError' })}
          />
          <span>Target error</span>
        </label>
      </fieldset>
      {draft.goal === 'iterations' ? (
        <Field
          id="iterations"
          label="Iterations"
          numeric
          placeholder={`profile’s, or ${limits.defaultIterations.toLocaleString('en-US')}`}
          hint={`Simulated fights, up to ${limits.maxIterations.toLocaleString('en-US')}.`}
          value={draft.iterations}
          error={errorOf('/iterations')}
          onChange={(iterations) => onChange({ iterations })}
        />
      ) : (
        <Field
          id="targetErrorPct"
          label="Target error"
          numeric
          unit="%"
          hint="Stops when the mean is known within this, at 95 %."
          value={draft.targetErrorPct}
          error={errorOf('/targetErrorPct')}
          onChange={(targetErrorPct) => onChange({ targetErrorPct })}
        />
      )}
      <Field
        id="seed"
        label="Seed"
        numeric
        placeholder={`profile’s, or ${limits.defaultSeed}`}
        hint="The same seed gives the same result, bit for bit."
        value={draft.seed}
        error={errorOf('/seed')}
        onChange={(seed) => onChange({ seed })}
      />
      <Field
        id="name"
        label="Name"
        placeholder="from the profile"
        hint="For your list of jobs. Optional."
        value={draft.name}
        error={errorOf('/name')}
        onChange={(name) => onChange({ name })}
      />
    </div>
  );
};
