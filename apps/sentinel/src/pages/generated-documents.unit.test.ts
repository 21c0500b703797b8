import { readFileSync } from 'node:fs';
import { refusals } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { refusalsOf } from '../openapi/openapi-document.ts';
import { openapiText } from '../openapi/openapi-text.ts';
import { allRoutes } from '../routes/all-routes.ts';
import { errorsMarkdown } from './errors-markdown.ts';
import { problemPage } from './problem-page.ts';

const docs = (name: string): string => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

test('docs/errors.md is what the table of refusals gives', () => {
  expect(docs('errors.md')).toBe(errorsMarkdown());
});

test('docs/openapi.json is what the routes give', () => {
  expect(docs('openapi.json')).toBe(openapiText());
});

test('docs/api.md names every route, and no other', () => {
  const named = [...docs('api.md').matchAll(/^\| `(GET|POST) (\S+)`/gm)].map(([, method, url]) => `${method} ${url}`);
  const served = allRoutes.map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(named.toSorted()).toEqual(served.toSorted());
});

test('every reference of the API description leads somewhere', () => {
  const text = openapiText();
  const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => name === undefined || !(name in document.components.schemas))).toEqual([]);
});

test('every refusal has a page, and each is described by some route or belongs to the edge itself', () => {
  const edge = new Set(['method-not-allowed', 'request-timeout', 'headers-too-large']);
  const described = new Set<string>(allRoutes.flatMap((route) => refusalsOf(route)));
  const codes = Object.keys(refusals);
  expect(codes.filter((code) => !problemPage(code)?.includes(code))).toEqual([]);
  expect(codes.filter((code) => !described.has(code) && !edge.has(code))).toEqual([]);
  expect(problemPage('toString')).toBeNull();
});
