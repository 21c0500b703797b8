import { type Refusal, type RefusalCode, refusals } from '@wowlab/protocol';
import type { TObject, TSchema } from 'typebox';
import type { AnyRoute, Auth } from '../http/route.ts';
import { namedSchemas } from './named-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const jsonType = 'application/json';
const problemType = 'application/problem+json';

const security: Readonly<Record<Auth, readonly Json[]>> = {
  none: [],
  user: [{ user: [] }],
  'user-or-guest': [{ user: [] }, {}],
  node: [{ node: [] }],
  'registering-node': [{ node: [] }],
};

/** What every route of a kind can answer beside what it says itself. */
const sharedRefusals = (route: AnyRoute): readonly RefusalCode[] => {
  const isNode = route.auth === 'node' || route.auth === 'registering-node';
  return [
    'bad-request',
    ...(isNode ? (['bad-signature', 'clock-skew', 'replayed'] as const) : []),
    ...(route.auth === 'user' || route.auth === 'user-or-guest' ? (['unauthenticated'] as const) : []),
    ...(route.method === 'POST'
      ? (['invalid-body', 'invalid-request', 'body-too-large', 'unsupported-media-type'] as const)
      : []),
    ...(route.query === undefined ? [] : (['invalid-request'] as const)),
    ...(route.params === undefined ? [] : (['not-found'] as const)),
    ...(route.url.startsWith('/v1/') ? (['too-many-requests', 'unavailable'] as const) : []),
    'internal',
  ];
};

/** Every refusal a route can answer. */
export const refusalsOf = (route: AnyRoute): readonly RefusalCode[] => [
  ...new Set([...sharedRefusals(route), ...route.refusals]),
];

const referenceTo = (schema: TSchema): Json => {
  const name = namedSchemas.get(schema);
  return name === undefined ? schemaText(schema) : { $ref: `#/components/schemas/${name}` };
};

/** A schema as plain JSON, with a reference wherever a named schema stands in it. */
const schemaText = (schema: TSchema): Json => {
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    const name = namedSchemas.get(value);
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replace(member)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, replace(member)]));
};

const content = (schema: TSchema): Json => ({ content: { [jsonType]: { schema: referenceTo(schema) } } });

const parametersOf = (route: AnyRoute): readonly Json[] => {
  const fields = (schema: TObject | undefined, place: 'path' | 'query'): Json[] =>
    Object.entries(schema?.properties ?? {}).map(([name, field]) => ({
      name,
      in: place,
      required: place === 'path' || (schema?.required as readonly string[] | undefined)?.includes(name) === true,
      schema: schemaText(field),
    }));
  const headers = (route.headers ?? []).map(({ name, required, description }) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  }));
  return [...fields(route.params, 'path'), ...fields(route.query, 'query'), ...headers];
};

const responsesOf = (route: AnyRoute): Json => {
  const responses: Record<string, Json> = {};
  for (const [status, { description, schema }] of Object.entries(route.answers)) {
    responses[status] = { description, ...(schema === null ? {} : content(schema)) };
  }
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of refusalsOf(route)) {
    const { status }: Refusal = refusals[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  for (const [status, codes] of byStatus) {
    // A status page tells its body even when it fails.
    if (responses[status] !== undefined) continue;
    responses[status] = {
      description: codes.map((code) => `\`${code}\`: ${refusals[code].title}.`).join(' '),
      content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
};

const operationOf = (route: AnyRoute): Json => ({
  operationId: route.operation,
  summary: route.summary,
  tags: [route.tag],
  security: security[route.auth],
  ...(parametersOf(route).length === 0 ? {} : { parameters: parametersOf(route) }),
  ...(route.body === undefined ? {} : { requestBody: { required: true, ...content(route.body) } }),
  responses: responsesOf(route),
});

/** The OpenAPI 3.1 description of the routes, from the schemas they are served by. */
export const openapiDocument = (routes: readonly AnyRoute[], version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const schemas = Object.fromEntries([...namedSchemas].map(([schema, name]) => [name, schemaText(schema)]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'WowLab',
      version,
      description:
        'Players submit simulations, nodes compute them. Every refusal is a problem of RFC 9457; docs/errors.md lists them all. Node requests are signed as docs/node-protocol.md says.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'jobs', description: 'What a player asks for, and its answer.' },
      { name: 'fleet', description: 'The nodes that compute.' },
      { name: 'account', description: 'Who is calling.' },
      { name: 'node', description: 'What a node says, signed with its key.' },
      { name: 'operations', description: 'Health.' },
    ],
    paths,
    components: {
      schemas,
      securitySchemes: {
        user: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of Supabase Auth’s shape.' },
        node: {
          type: 'apiKey',
          in: 'header',
          name: 'Signature',
          description: 'An HTTP message signature (RFC 9421, Ed25519) by the node’s key; see docs/node-protocol.md.',
        },
      },
    },
  };
};
