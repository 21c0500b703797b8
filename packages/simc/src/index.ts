export type * from './arm-config.ts';
export { fightStyles, gearSlots, statNames } from './arm-config.ts';
export type * from './ast.ts';
