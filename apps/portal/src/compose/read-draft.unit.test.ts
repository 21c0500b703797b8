import { expect, test } from 'vitest';
import { emptyDraft, parseDraft } from './draft.ts';
import { readDraft } from './read-draft.ts';

const draft = { ...emptyDraft, profile: 'hunter="A"' };

test('what is left empty is not sent, so that the profile decides it', () => {
  expect(readDraft(draft)).toEqual({ kind: 'ready', body: { profile: 'hunter="A"' } });
});

test('numbers are read as people write them', () => {
  expect(readDraft({ ...draft, iterations: ' 10,000 ', seed: '0', name: ' Raid set ' })).toEqual({
    kind: 'ready',
    body: { profile: 'hunter="A"', name: 'Raid set', iterations: 10_000, seed: 0 },
  });
  expect(readDraft({ ...draft, goal: 'targetError', targetErrorPct: '0.05' })).toMatchObject({
    body: { targetErrorPct: 0.05 },
  });
});

test('stat weights are asked as a question of their own', () => {
  expect(readDraft({ ...draft, question: 'weights' })).toMatchObject({ body: { question: { kind: 'weights' } } });
});

test.each([
  ['iterations', '0'],
  ['iterations', '20000000'],
  ['iterations', '1.5'],
  ['iterations', 'many'],
  ['iterations', '1e400'],
  ['seed', '-1'],
  ['seed', '9007199254740993'],
] as const)('%s %s is refused with its field, its value and the range', (field, value) => {
  expect(readDraft({ ...draft, [field]: value })).toMatchObject({
    kind: 'faulty',
    errors: [{ field: `/${field}`, value, remedy: expect.stringContaining(' to ') }],
  });
});

test('a target error can not be left empty', () => {
  expect(readDraft({ ...draft, goal: 'targetError', targetErrorPct: '' })).toMatchObject({ kind: 'faulty' });
});

test('an empty and an overlong profile are refused before anything is sent', () => {
  expect(readDraft({ ...draft, profile: ' \n' })).toMatchObject({ errors: [{ field: '/profile' }] });
  expect(readDraft({ ...draft, profile: 'é'.repeat(140_000) })).toMatchObject({
    errors: [{ field: '/profile', value: '280,000 bytes' }],
  });
});

test('a kept draft that is none, or of another time, does no harm', () => {
  expect(parseDraft(null)).toBeNull();
  expect(parseDraft('{')).toBeNull();
  expect(parseDraft('7')).toBeNull();
  expect(parseDraft('{"profile":"p","goal":"x","seed":5}')).toEqual({ ...emptyDraft, profile: 'p' });
});
