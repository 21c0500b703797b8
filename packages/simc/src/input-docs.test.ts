import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionsOf, variableOperations } from './action-options.ts';
import { knownKeys } from './apply-assignment.ts';
import { gearKeys } from './gear-line.ts';
import { keyTable, keyTableMarkdown } from './key-table.ts';
import { bindingStrength } from './parse-expression.ts';

const docs = readFileSync(new URL('../../../docs/input.md', import.meta.url), 'utf8');

describe('docs/input.md', () => {
  it('holds the key table of the code (write it anew with: npx tsx packages/simc/write-input-docs.ts)', () => {
    expect(docs).toContain(`<!-- generated: keys -->\n\n${keyTableMarkdown()}\n\n<!-- end of generated: keys -->`);
  });

  it('has a row for every key that is read', () => {
    const rows = new Set(keyTable.map(({ key }) => key));
    const family = (key: string): string => {
      if (gearKeys.includes(key)) return 'SLOT';
      if (/^(?:gear|enchant|total)_/.test(key)) return `${key.slice(0, key.indexOf('_'))}_STAT`;
      if (key.startsWith('actions.')) return 'actions.NAME';
      return key;
    };
    const classes = keyTable.find(({ key }) => key === 'CLASS')?.meaning ?? '';
    expect(knownKeys.filter((key) => !rows.has(family(key)) && !classes.includes(key))).toEqual([]);
  });

  it('names every option of an action, every operation of a variable and every operator', () => {
    for (const action of [
      'x',
      'variable',
      'cycling_variable',
      'call_action_list',
      'swap_action_list',
      'pool_resource',
      'wait',
      'invoke_external_buff',
    ]) {
      expect(Object.keys(optionsOf(action)).filter((option) => !docs.includes(`\`${option}\``))).toEqual([]);
    }
    for (const operation of variableOperations) expect(docs).toContain(operation);
    for (const operator of Object.keys(bindingStrength)) expect(docs).toContain(`\`${operator.replace('|', '\\|')}\``);
  });

  it('lists the operators in the order of their strength', () => {
    const rows = [
      '`\\|` |',
      '`^^` |',
      '`&` |',
      '`=` `!=` `<` `<=` `>` `>=` `~` `!~`',
      '`<?` `>?`',
      '`+` `-`',
      '`*` `%` `%%`',
    ].map((row) => docs.indexOf(`| ${row}`));
    expect(rows).not.toContain(-1);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(Object.values(bindingStrength)).toEqual(Object.values(bindingStrength).toSorted((a, b) => a - b));
  });
});
