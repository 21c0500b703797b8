import { expect, it } from 'vitest';
import { detailTables } from './detail-tables.ts';
import { sequenceTable } from './sequence-table.ts';
import { details } from './test-report.test-support.ts';

const rowsOf = (id: string) => detailTables(details).find((table) => table.id === id)?.rows;

it('shows every section that has something in it, each row as long as its headings', () => {
  const tables = detailTables(details);
  expect(tables.map(({ id }) => id)).toEqual([
    'hits',
    'uptimes',
    'resources',
    'spending',
    'abilities',
    'procs',
    'action-lists',
  ]);
  for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(detailTables({ ...details, procs: [] }).map(({ id }) => id)).not.toContain('procs');
});

it('counts hits and misses of one fight, and shares of what landed', () => {
  expect(rowsOf('hits')?.find(([name]) => name === 'sting')).toEqual([
    'sting',
    'player',
    '1.0',
    '0',
    '100.0',
    '25.0 %',
    '0.0 %',
    '0.0 %',
    '1',
    '2',
  ]);
  expect(rowsOf('hits')?.find(([name]) => name === 'bite')?.[7]).toBe('11.1 %');
});

it('leaves out sources that gave nothing', () => {
  expect(rowsOf('resources')).toEqual([['player focus', 'cobra_shot', '80.0', '1,100.0', '20.0', '1.8 %']]);
});

it('says how long a cooldown was over, and what part of the fight that is', () => {
  expect(rowsOf('abilities')).toEqual([['cobra_shot', 'player', '80.0', '15.0 s', '5.0 %']]);
});

it('tells the events of a fight in words', () => {
  const at = { atMs: 1500, actor: 'player', name: 'x' };
  const { rows } = sequenceTable({
    entries: [
      { ...at, kind: 'cast', castMs: 1850 },
      { ...at, kind: 'use', cost: 40, resource: { name: 'focus', left: 12.34 } },
      { ...at, kind: 'use', cost: 0, resource: null },
      { ...at, kind: 'hit', result: 'crit', damage: 12_345 },
      { ...at, kind: 'tick', result: 'miss', damage: 0 },
      { ...at, kind: 'stacks', stacks: 3 },
      { ...at, kind: 'resource', resource: 'focus', points: 14, wasted: 2.5 },
      { ...at, kind: 'lost', stacks: 0 },
    ],
  });
  expect(rows.map((row) => row[4])).toEqual([
    'takes 1.850 s',
    'for 40.0, 12.3 focus left',
    '',
    '12,345 (crit)',
    'miss',
    '3 stacks',
    '+14.0 focus, 2.5 wasted',
    '',
  ]);
  expect(rows[0]?.slice(0, 4)).toEqual(['1.500', 'player', 'cast', 'x']);
});
