/** How the text of an option is read. */
export type OptionKind =
  /** An expression. */
  | 'expression'
  /** An expression, optionally after `first:`, `min:` or `max:`. */
  | 'targetIf'
  /** `0` or `1`. */
  | 'flag'
  /** A number of seconds, not negative. */
  | 'seconds'
  | 'number'
  /** A whole number, not negative. */
  | 'count'
  /** A name in lower case with underscores; several joined by `|` where the option allows a choice. */
  | 'name'
  /** Anything printable. */
  | 'text';

const commonOptions: Readonly<Record<string, OptionKind>> = {
  if: 'expression',
  target: 'text',
  target_if: 'targetIf',
  cycle_targets: 'flag',
  max_cycle_targets: 'count',
  cycle_players: 'flag',
  line_cd: 'seconds',
  moving: 'flag',
  sync: 'name',
  wait_on_ready: 'flag',
  interrupt: 'flag',
  interrupt_if: 'expression',
  interrupt_global: 'flag',
  interrupt_immediate: 'flag',
  chain: 'flag',
  early_chain_if: 'expression',
  cancel_if: 'expression',
  use_off_gcd: 'flag',
  use_while_casting: 'flag',
  only_cwc: 'flag',
  precombat_time: 'seconds',
  precombat_seconds: 'seconds',
  precast_time: 'seconds',
  dynamic_prepot: 'flag',
  action_skill: 'number',
  empower_to: 'text',
  name: 'name',
  type: 'name',
  effect_name: 'name',
  slot: 'name',
  slots: 'text',
  id: 'count',
};

/**
 * Options that only single abilities of single classes have in SimulationCraft. Read as text; what an ability does with
 * them is for the engine to say.
 */
const abilityOptions: Readonly<Record<string, OptionKind>> = {
  ammo_type: 'text',
  animation_cancel: 'flag',
  attack_speed: 'text',
  choose: 'text',
  cooldown: 'text',
  cooldown_stddev: 'text',
  damage: 'text',
  delay: 'text',
  direction: 'text',
  distance: 'text',
  five_stacks: 'flag',
  interval: 'text',
  lethal: 'name',
  max_energy: 'flag',
  min_frenzy: 'text',
  nonlethal: 'name',
  pct_health: 'text',
  precombat: 'flag',
  pre_pot_time: 'seconds',
  range: 'text',
  strikes: 'text',
  sync_weapons: 'flag',
  toggle: 'text',
  travel_speed: 'text',
  weapon: 'text',
};

const otherOptions: Readonly<Record<string, OptionKind>> = { ...commonOptions, ...abilityOptions };

const listCall: Readonly<Record<string, OptionKind>> = {
  ...commonOptions,
  name: 'name',
  random: 'flag',
  strict: 'flag',
};

const variable: Readonly<Record<string, OptionKind>> = {
  ...commonOptions,
  name: 'name',
  op: 'name',
  value: 'expression',
  value_else: 'expression',
  condition: 'expression',
  default: 'number',
  delay: 'seconds',
};

const specialOptions: ReadonlyMap<string, Readonly<Record<string, OptionKind>>> = new Map([
  ['variable', variable],
  ['cycling_variable', variable],
  ['call_action_list', listCall],
  ['run_action_list', listCall],
  ['swap_action_list', listCall],
  [
    'pool_resource',
    { ...commonOptions, resource: 'name', for_next: 'flag', extra_amount: 'expression', wait: 'seconds' },
  ],
  ['wait', { ...commonOptions, sec: 'expression' }],
  ['invoke_external_buff', { ...commonOptions, use_pool: 'flag' }],
]);

/** The options an action understands, and how each is read. */
export const optionsOf = (action: string): Readonly<Record<string, OptionKind>> =>
  specialOptions.get(action) ?? otherOptions;

export const variableOperations = [
  'set',
  'reset',
  'add',
  'sub',
  'mul',
  'div',
  'mod',
  'pow',
  'min',
  'max',
  'floor',
  'ceil',
  'setif',
  'print',
] as const;

/** Options an action cannot do without. */
export const requiredOptions = (action: string, options: Readonly<Record<string, string>>): readonly string[] => {
  switch (action) {
    case 'call_action_list':
    case 'run_action_list':
    case 'swap_action_list':
    case 'cancel_buff':
    case 'invoke_external_buff':
    case 'restart_sequence':
      return ['name'];
    case 'variable':
    case 'cycling_variable':
      return requiredByOperation(options['op'] ?? 'set');
    default:
      return [];
  }
};

const requiredByOperation = (operation: string): readonly string[] => {
  if (operation === 'setif') return ['name', 'condition', 'value', 'value_else'];
  return ['reset', 'floor', 'ceil', 'print'].includes(operation) ? ['name'] : ['name', 'value'];
};

/** Actions made of steps joined by colons. */
export const isSequence = (action: string): boolean => action === 'sequence' || action === 'strict_sequence';
