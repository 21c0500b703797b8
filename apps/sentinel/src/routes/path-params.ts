import { JobId, limits, NodeId, Sha256Hex } from '@wowlab/protocol';
import { type TSchema, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

export const jobPath = Type.Object({ id: JobId }, closed);
export const nodePath = Type.Object({ id: NodeId }, closed);
export const configPath = Type.Object({ hash: Sha256Hex }, closed);

/** A page of a listing: `cursor` as the last page gave it, `limit` in decimal. */
export const pageQuery = <Cursor extends TSchema>(cursor: Cursor) =>
  Type.Object(
    {
      cursor: Type.Optional(cursor),
      limit: Type.Optional(
        Type.String({
          pattern: '^(100|[1-9][0-9]?)$',
          description: `Rows of a page, 1 to ${limits.maxPageSize}; ${limits.defaultPageSize} if not said.`,
        }),
      ),
    },
    closed,
  );

export const pageSize = (limit: string | undefined): number => Number(limit ?? limits.defaultPageSize);
