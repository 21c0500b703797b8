import { allClasses } from './character-names.ts';

/**
 * Keys of SimulationCraft that are accepted and change nothing here: where a character came from, and how its own program
 * works and reports.
 */
const keysWithoutEffect: ReadonlySet<string> = new Set([
  'source',
  'origin',
  'region',
  'server',
  'timestamp',
  'thumbnail',
  'id',
  'loot_spec',
  'default_region',
  'default_server',
  'threads',
  'target_error_role',
  'active',
  'party',
  'main_target',
  'reference_player',
  'save_prefix',
  'save_suffix',
  'save_talent_str',
  'cache_items',
  'cache_players',
  'http_clear_cache',
  'use_item_verification',
  'process_priority',
  'single_actor_batch',
  'deterministic',
  'analyze_error_interval',
  'confidence',
  'cleanup_threads',
  'profileset_work_threads',
  'profileset_metric',
  'profileset_init_threads',
  'optimize_expressions',
  'stat_cache',
  'rng',
  'progressbar_type',
  'html',
  'json',
  'json2',
  'output',
  'log',
  'debug',
  'hosted_html',
  'save',
  'save_profiles',
  'save_raid_summary',
  'save_gear_comments',
  'full_states',
  'report_precision',
  'report_pets_separately',
  'report_targets',
  'report_details',
  'report_raw_abilities',
  'report_rng',
  'report_iteration_data',
  'report_progress',
  'report_raid_summary',
  'min_report_iteration_data',
  'statistics_level',
  'separate_stats_by_actions',
  'print_styles',
  'buff_uptime_timeline',
  'buff_stack_uptime_timeline',
  'chart_show_relative_difference',
  'chart_boxplot_percentile',
  'decorated_tooltips',
  'show_etmi',
  'show_hotfixes',
  'show_bonus_ids',
  'monitor_cpu',
  'maximize_reporting',
  'desired_error',
  'wheel_granularity',
  'wheel_seconds',
  'wheel_shift',
  'healing',
  'scale_over',
  'dps_plot_stat',
  'allow_experimental_specializations',
  'apikey',
  'apitoken',
  'proxy',
  'item_db_source',
  'default_actions',
  'tmi_window_global',
  'tmi_bin_size',
  'strict_work_queue',
]);

/** Prefixes of keys for single effects of one expansion or class, or of one other player. */
const prefixesNotModelled = [
  'legion.',
  'bfa.',
  'shadowlands.',
  'dragonflight.',
  'thewarwithin.',
  'midnight.',
  'external_buffs.',
  ...allClasses.map((name) => `${name}.`),
];

/** Keys whose effect on a result is known and not modelled. */
const keysNotModelled: ReadonlySet<string> = new Set([
  'timeofday',
  'vulpera_tricks',
  'initial_resource',
  'default_pet',
  'skill',
  'brain_lag',
  'world_lag',
  'world_lag_stddev',
  'default_skill',
  'default_world_lag',
  'default_world_lag_stddev',
  'default_aura_delay',
  'default_aura_delay_stddev',
  'default_cooldown_tolerance',
  'channel_lag',
  'channel_lag_stddev',
  'gcd_lag',
  'gcd_lag_stddev',
  'queue_lag',
  'queue_lag_stddev',
  'queue_gcd_reduction',
  'strict_gcd_queue',
  'travel_variance',
  'ignite_sampling_delta',
  'regen_periodicity',
  'average_range',
  'average_gauss',
  'max_aoe_enemies',
  'auto_attacks_always_land',
  'distance_targeting_enabled',
  'ignore_invulnerable_targets',
  'enable_taunts',
  'keystone_level',
  'keystone_pct_hp',
  'dungeon_route_smart_targeting',
  'override.allow_potions',
  'override.allow_food',
  'override.allow_flasks',
  'override.allow_augmentations',
  'omnium_talents',
  'zandalari_loa',
  'earthen_mineral',
  'covenant',
  'soulbind',
  'renown',
  'azerite_powers',
  'azerite_essences',
  'artifact',
  'crucible',
]);

/** Keys of SimulationCraft that would change results in a way that cannot be done here, and what to do instead. */
const refusedKeys: ReadonlyMap<string, string> = new Map([
  ['armory', 'Paste the text of the /simc addon instead of naming a character.'],
  ['guild', 'Paste the text of the /simc addon for each character.'],
  ['local_json', 'Paste the text of the /simc addon instead of a file name.'],
  ['input', 'Paste the text of the other file here.'],
  ['ptr', 'Remove it: only released data is used.'],
  ['pvp', 'Remove it: only fights against the environment are simulated.'],
  ['timewalk', 'Remove it, and state item levels on the gear lines.'],
  ['challenge_mode', 'Remove it.'],
  ['scale_to_itemlevel', 'Remove it, and state item levels on the gear lines.'],
  ['disable_set_bonuses', 'Remove it, and write set_bonus=NAME_2pc=0.'],
  ['disable_2_set', 'Remove it, and write set_bonus=NAME_2pc=0.'],
  ['disable_4_set', 'Remove it, and write set_bonus=NAME_4pc=0.'],
  ['enable_2_set', 'Remove it, and write set_bonus=NAME_2pc=1.'],
  ['enable_4_set', 'Remove it, and write set_bonus=NAME_4pc=1.'],
  ['use_blizzard_action_list', 'Remove it, and write an action list or none.'],
  ['pet', 'Remove it: pets follow from the class and summon_pet.'],
  ['guardian', 'Remove it: guardians follow from the class.'],
  ['override.spell_data', 'Remove it: all arms of a job use the same data.'],
]);

export type OtherKey =
  | { readonly kind: 'without effect' }
  | { readonly kind: 'not modelled' }
  | { readonly kind: 'refused'; readonly remedy: string }
  | { readonly kind: 'unknown' };

/** What becomes of a key that no table of this package reads. */
export const classifyOtherKey = (key: string): OtherKey => {
  const remedy = refusedKeys.get(key);
  if (remedy !== undefined) return { kind: 'refused', remedy };
  if (keysNotModelled.has(key) || prefixesNotModelled.some((prefix) => key.startsWith(prefix)))
    return { kind: 'not modelled' };
  return keysWithoutEffect.has(key) ? { kind: 'without effect' } : { kind: 'unknown' };
};

/** For the documentation. */
export const otherKeys: {
  readonly withoutEffect: readonly string[];
  readonly notModelled: readonly string[];
  readonly refused: readonly (readonly [string, string])[];
} = {
  withoutEffect: [...keysWithoutEffect].toSorted(),
  notModelled: [...keysNotModelled, ...prefixesNotModelled.map((prefix) => `${prefix}…`)],
  refused: [...refusedKeys],
};
