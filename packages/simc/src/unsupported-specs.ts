import type { JobInput } from './job-input.ts';

/** A specialization as profiles and engines name it. */
export interface NamedSpec {
  readonly ruleset: string;
  readonly class: string;
  readonly spec: string;
}

/** Why an arm can not be simulated by an engine; `field` is a JSON pointer. */
export interface UnsupportedSpec {
  readonly field: string;
  readonly value: string;
  readonly problem: string;
  readonly remedy: string;
}

const specText = (spec: NamedSpec): string => `${spec.ruleset} ${spec.class} ${spec.spec}`;

/** The arms whose specialization is none of those that an engine models. */
export const unsupportedSpecs = (
  arms: JobInput['arms'],
  modelled: readonly NamedSpec[],
): readonly UnsupportedSpec[] => {
  const known = new Set(modelled.map(specText));
  const remedy = `Use one of: ${[...known].join(', ')}.`;
  return arms.flatMap(({ name, config }, index) => {
    const value = specText({ ruleset: config.ruleset, class: config.character.class, spec: config.character.spec });
    if (known.has(value)) return [];
    return [
      {
        field: `/arms/${index}/spec`,
        value,
        problem: `of the arm ${JSON.stringify(name)} is not modelled`,
        remedy,
      },
    ];
  });
};
