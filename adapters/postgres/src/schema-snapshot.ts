import { Client } from 'pg';
import { Type } from 'typebox';

import { rowReader } from './row-reader.ts';

const readLines = rowReader(Type.Object({ line: Type.String() }));

const TABLES = `select relation.oid, relation.relname, relation.relrowsecurity, relation.relacl, relation.relowner
  from pg_class relation where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p', 'v')`;

/** API roles in a fixed order; the owner differs between installations and is left out. */
const ROLES = `'anon', 'authenticated', 'service_role'`;

/** Each yields text lines in a stable order. NOT NULL is told with the column: newer versions also list it as a constraint. */
const SECTIONS: readonly (readonly [title: string, sql: string])[] = [
  [
    'columns',
    `select format(
         '%s.%s %s%s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
         case when a.attcollation <> 0 and c.collname <> 'default' then format(' collate "%s"', c.collname) else '' end,
         case when a.attnotnull then ' not null' else '' end,
         case
           when d.adbin is null then ''
           when a.attgenerated = 's' then format(' generated always as %s stored', pg_get_expr(d.adbin, d.adrelid))
           else format(' default %s', pg_get_expr(d.adbin, d.adrelid))
         end
       ) as line
     from (${TABLES}) t
     join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
     left join pg_collation c on c.oid = a.attcollation
     left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
     order by t.relname collate "C", a.attnum`,
  ],
  [
    'constraints',
    `select format('%s: %s %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) as line
     from (${TABLES}) t join pg_constraint c on c.conrelid = t.oid and c.contype <> 'n'
     order by t.relname collate "C", c.conname collate "C"`,
  ],
  [
    'indexes',
    `select pg_get_indexdef(i.indexrelid) as line
     from (${TABLES}) t join pg_index i on i.indrelid = t.oid
     order by pg_get_indexdef(i.indexrelid) collate "C"`,
  ],
  [
    'row level security',
    `select format('%s: %s', t.relname, case when t.relrowsecurity then 'on' else 'OFF' end) as line
     from (${TABLES}) t order by t.relname collate "C"`,
  ],
  [
    'policies',
    `select format(
         '%s: %s for %s to %s using %s check %s', tablename, policyname, cmd, array_to_string(roles, ', '),
         coalesce(regexp_replace(qual, '\\s+', ' ', 'g'), '-'), coalesce(regexp_replace(with_check, '\\s+', ' ', 'g'), '-')
       ) as line
     from pg_policies where schemaname = 'public'
     order by tablename collate "C", policyname collate "C"`,
  ],
  [
    'privileges on tables',
    `select format('%s: %s may %s', t.relname, r.rolname, string_agg(acl.privilege_type, ', ' order by acl.privilege_type)) as line
     from (${TABLES}) t, aclexplode(t.relacl) acl
     join pg_roles r on r.oid = acl.grantee
     where r.rolname in (${ROLES})
     group by t.relname, r.rolname
     order by t.relname collate "C", r.rolname collate "C"`,
  ],
  [
    'functions',
    `select format(
         '%s(%s) returns %s, executable by: %s', p.proname, pg_get_function_identity_arguments(p.oid),
         pg_get_function_result(p.oid),
         coalesce(
           (select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r
            where r.rolname in (${ROLES}) and has_function_privilege(r.oid, p.oid, 'execute')),
           'nobody else'
         )
       ) || E'\\n' || trim(both E'\\n' from p.prosrc) as line
     from pg_proc p where p.pronamespace = 'public'::regnamespace
     order by p.proname collate "C"`,
  ],
];

/**
 * The `public` schema as the catalog tells it, in a text that is the same on every supported PostgreSQL: for comparing
 * with the committed snapshot. It is no script to run.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const parts: string[] = [
      '-- Generated from the catalog after all migrations; see schema-snapshot.ts. Not a script to run.',
    ];
    for (const [title, sql] of SECTIONS) {
      const lines = readLines(await client.query(sql)).map(({ line }) => line);
      parts.push(`-- ${title}`, ...lines, '');
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}
