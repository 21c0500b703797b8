import { RandomStream } from '@wowlab/engine';

const ACTIONS = [
  'auto_shot', 'arcane_shot', 'cobra_shot', 'kill_command', 'kill_shot', 'serpent_sting', 'bestial_wrath', 'rapid_fire', 'focus_fire', 'stampede',
  'fervor', 'dire_beast', 'a_murder_of_crows', 'lynx_rush', 'glaive_toss', 'powershot', 'barrage', 'multi_shot', 'explosive_trap', 'aspect_of_the_hawk',
  'hunters_mark', 'rabid', 'blood_fury', 'berserking', 'steady_shot', 'aimed_shot', 'aimed_shot_mm', 'chimera_shot', 'explosive_shot', 'black_arrow', 'potion',
  'use_items', 'use_item,slot=trinket1', 'use_item,name=doll', 'synapse_springs', 'wait', 'wait,sec=0', 'wait,sec=gcd.remains', 'pool_resource', 'pool_resource,for_next=1',
  'sequence,name=s:kill_command:arcane_shot', 'strict_sequence,name=t:bestial_wrath:powershot', 'call_action_list,name=other', 'run_action_list,name=other', 'swap_action_list,name=other',
  'variable,name=x,op=add,value=1', 'variable,name=x,op=pow,value=3', 'variable,name=x,op=div,value=0', 'variable,name=x,op=mod,value=0', 'variable,name=x,op=setif,condition=time>5,value=1,value_else=-1',
  'cancel_buff,name=rapid_fire', 'invoke_external_buff,name=power_infusion', 'nobody_knows',
]; // prettier-ignore
const NAMES = [
  'focus', 'focus.deficit', 'focus.time_to_max', 'focus.regen', 'time', 'fight_remains', 'buff.bestial_wrath.up', 'buff.frenzy.stack', 'buff.potion.remains',
  'cooldown.kill_command.remains', 'cooldown.kill_command.charges_fractional', 'dot.serpent_sting.remains', 'target.health.pct', 'active_enemies', 'spell_targets.multi_shot', 'variable.x',
  'gcd', 'gcd.remains', 'ticking', 'cast_time', 'set_bonus.tier14_2pc', 'talent.fervor', 'nobody.knows.this', '0', '1', '0.5', '37', '1000000',
]; // prettier-ignore
const OPERATORS = ['&', '|', '^^', '<', '<=', '>', '>=', '=', '!=', '+', '-', '*', '%', '%%', '<?', '>?'];
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['ruleset', ['mop', 'mop', 'mop', 'retail', 'vanilla']],
  ['max_time', ['10', '20', '45', '0', '1e9']],
  ['vary_combat_length', ['0', '0.2', '0.9', '2']],
  ['fixed_time', ['1', '0']],
  [
    'fight_style',
    [
      'Patchwerk',
      'HecticAddCleave',
      'CleaveAdd',
      'LightMovement',
      'HeavyMovement',
      'DungeonSlice',
      'CastingPatchwerk',
      'Brawl',
    ],
  ],
  ['desired_targets', ['1', '3', '20', '21']],
  ['target_level', ['93', '90', '1', '94']],
  ['target_armor', ['24835', '0', '10000000']],
  ['execute_pct', ['20', '0', '100', '35']],
  ['reaction_time', ['0.1', '0', '5']],
  ['optimal_raid', ['0', '1']],
  ['bloodlust_time', ['0', '5', '-10', '1800']],
  ['bloodlust_percent', ['0', '25', '100']],
  [
    'raid_events',
    [
      '/movement,first=3,cooldown=10,duration=2',
      '/adds,count=3,first=2,cooldown=8,duration=4',
      '/nothing,a=b',
      '/stun,first=1,duration=3,cooldown=5',
    ],
  ],
];
const CHARACTER: readonly (readonly [string, readonly string[]])[] = [
  ['race', ['orc', 'troll', 'pandaren', 'goblin', 'blood_elf', 'none']],
  ['summon_pet', ['wolf', 'cat', 'none', 'dragon']],
  ['pet_uptime', ['1', '0.5', '0', '2']],
  ['distance', ['5.1', '0', '40', '100']],
  ['glyphs', ['animal_bond/pathfinding', 'nothing']],
  ['set_bonus', ['tier14_2pc=1', 'tier14_4pc=1', 'tier15_2pc=1']],
  ['professions', ['alchemy=600/engineering=600', 'x']],
  ['flask', ['spring_blossoms', 'monks_elixir', 'nothing']],
  ['food', ['sea_mist_rice_noodles', 'nothing']],
  ['potion', ['virmens_bite', 'kafa_press', 'nothing']],
  [
    'trinket1',
    [
      'bad_juju',
      'doll,use=3595haste_15dur_60cd',
      'renatakis_soul_charm,ilevel=541',
      'gaze_of_the_twins,ilevel=999',
      'x,id=102292',
    ],
  ],
  [
    'trinket2',
    ['haromms_talisman', 'doll,equip=onattackhit_5000agi_100%_10dur', 'ticking_ebon_detonator', 'never_heard_of'],
  ],
  ['back', ['fenyu_fury_of_xuen', 'cloak,enchant=swordguard_embroidery']],
  ['hands', ['gloves,addon=synapse_springs', 'gloves,enchant_id=1']],
  ['head', ['helm,gem_id=76884', 'helm,gem_id=95346/1/2']],
  ['total_agility', ['20479', '0', '10000000']],
  ['total_haste_rating', ['3452', '0', '10000000']],
  ['total_crit_rating', ['8556', '0', '10000000']],
  ['total_hit_rating', ['2550', '0', '10000000']],
  ['total_mastery_rating', ['6296', '10000000']],
  ['gear_attack_power', ['1', '10000000']],
];

/** Makes texts of one seed: profiles by the grammar, and examples with bytes changed. A text is a function of (seed, number). */
export class FuzzInput {
  readonly #random = new RandomStream();
  readonly #examples: readonly string[];

  constructor(examples: readonly string[]) {
    this.#examples = examples;
  }

  text(seed: number, number: number): string {
    this.#random.start(seed, number);
    const kind = this.#below(4);
    if (kind === 0) return this.#mutate(this.#of(this.#examples));
    const profile = this.#profile();
    return kind === 1 ? this.#mutate(profile) : profile;
  }

  #below(bound: number): number {
    return Math.floor(this.#random.next() * bound);
  }

  #of<T>(values: readonly T[]): T {
    return values[this.#below(values.length)] as T;
  }

  /** Some of the keys, each with one of its values; a first value is a sane one and is drawn more often. */
  #keys(keys: readonly (readonly [string, readonly string[]])[], share: number): readonly string[] {
    return keys.flatMap(([key, values]) => {
      if (this.#random.next() >= share) return [];
      return [`${key}=${this.#random.next() < 0.7 ? (values[0] as string) : this.#of(values)}`];
    });
  }

  #profile(): string {
    const spec = this.#of(['beast_mastery', 'beast_mastery', 'marksmanship', 'marksmanship', 'survival', 'fury']);
    const talents = Array.from({ length: 6 }, () => this.#below(4)).join('');
    const lists = ['actions', 'actions.other'].flatMap((name) =>
      Array.from(
        { length: 1 + this.#below(8) },
        (_, index) => `${name}${index === 0 ? '=' : '+=/'}${this.#line(name === 'actions')}`,
      ),
    );
    return [
      'ruleset=mop',
      ...this.#keys(HEADERS, 0.4),
      'max_time=20',
      'hunter="Fuzz"',
      `spec=${spec}`,
      'level=90',
      `talents=${talents}`,
      'main_hand=gun,weapon=gun_3.0speed_10478min_19460max',
      ...this.#keys(CHARACTER, 0.35),
      `actions.precombat=${this.#of(['aspect_of_the_hawk', 'potion', 'rapid_fire', 'aimed_shot', 'use_item,slot=hands'])},precombat_time=${this.#below(12)}`,
      'actions.other=cobra_shot',
      ...lists,
      'actions+=/variable,name=x,value=1',
      ...(this.#below(6) === 0 ? ['profileset."b"+=total_agility=1', 'profileset."b"+=actions=kill_command'] : []),
    ].join('\n');
  }

  #line(mayCall: boolean): string {
    const action = this.#of(ACTIONS.filter((name) => mayCall || !name.includes('action_list')));
    if (action.includes(':')) return action;
    const condition = this.#below(2) === 0 ? `,if=${this.#expression(3)}` : '';
    return `${action}${condition}${this.#below(8) === 0 ? `,line_cd=${this.#below(30)}` : ''}`;
  }

  #expression(depth: number): string {
    if (depth === 0 || this.#below(3) === 0) return this.#of(NAMES);
    if (this.#below(6) === 0) return `${this.#of(['!', '-', '@'])}(${this.#expression(depth - 1)})`;
    return `(${this.#expression(depth - 1)}${this.#of(OPERATORS)}${this.#expression(depth - 1)})`;
  }

  /** A few bytes changed, left out, doubled or moved. */
  #mutate(text: string): string {
    let mutated = text;
    for (let changes = 1 + this.#below(6); changes > 0; changes -= 1) {
      const at = this.#below(mutated.length + 1);
      const length = 1 + this.#below(12);
      const piece = mutated.slice(at, at + length);
      const rest = mutated.slice(at + length);
      switch (this.#below(5)) {
        case 0:
          mutated = mutated.slice(0, at) + String.fromCharCode(this.#below(256)) + mutated.slice(at + 1);
          break;
        case 1:
          mutated = mutated.slice(0, at) + rest;
          break;
        case 2:
          mutated = mutated.slice(0, at) + piece + piece + rest;
          break;
        case 3: {
          const shorter = mutated.slice(0, at) + rest;
          const to = this.#below(shorter.length + 1);
          mutated = shorter.slice(0, to) + piece + shorter.slice(to);
          break;
        }
        default:
          mutated =
            mutated.slice(0, at) +
            this.#of(['=', ',', '/', '\n', '"', '(', '999999999999', '-1', '\u{1F43A}']) +
            mutated.slice(at);
      }
    }
    return mutated;
  }
}
