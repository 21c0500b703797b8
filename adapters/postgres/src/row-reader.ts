import { Type, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

interface RowsHolder {
  readonly rows: readonly unknown[];
}

/**
 * Makes the function that reads a result's rows by a schema: the driver promises nothing about what comes back. It throws
 * when a row has another shape, for then the schema of the database and this code have drifted apart.
 */
export function rowReader<const Schema extends TSchema>(schema: Schema): (result: RowsHolder) => Type.Static<Schema>[] {
  const validator = Compile(schema);
  return (result) =>
    result.rows.map((row) => {
      if (validator.Check(row)) return row;
      const [first] = validator.Errors(row);
      throw new Error(
        `A row of the archive has an unexpected shape at ${first?.instancePath ?? '/'}: ${first?.message ?? 'unknown'}. ` +
          'Run the migrations of this version.',
      );
    });
}

/** A bigint or numeric column: the driver gives text, so that no digit is lost. */
export const integerText = Type.String({ pattern: '^-?[0-9]+$' });
