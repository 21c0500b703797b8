import type { Report, ReportArm, ReportDetails } from '@wowlab/protocol';

/** What the profile says of an arm's character, by simc's names. */
export interface Json2Player {
  readonly race: string;
  readonly level: number;
  readonly role: string | null;
  readonly specialization: string;
  readonly talents: string | null;
}

export interface Json2Options {
  /** Version of this program. */
  readonly version: string;
  /** By arm, in the report's order; left out where the profile is not at hand. */
  readonly players: readonly Json2Player[] | null;
  readonly fight: {
    readonly maxTimeS: number;
    readonly varyCombatLength: number;
    readonly desiredTargets: number;
    readonly targetErrorPct: number;
  } | null;
}

type Source = ReportDetails['sources'][number];

const PLAYER = 'player';
const PCT = 100;
const MS_PER_SECOND = 1000;

/** simc's `mean_error` is the half width of the interval at its default confidence, 95 %. */
const Z_95 = 1.959964;

/** A value that was not collected iteration by iteration: its mean alone. */
const meanOnly = (mean: number) => ({ mean });

const distribution = ({ dps, iterations }: ReportArm) => ({
  sum: dps.mean * iterations,
  count: iterations,
  mean: dps.mean,
  min: dps.min,
  max: dps.max,
  median: dps.p50,
  variance: dps.stdDev * dps.stdDev,
  std_dev: dps.stdDev,
  mean_variance: dps.stdError * dps.stdError,
  mean_std_dev: dps.stdError,
});

const results = (counts: Readonly<Record<string, number>>) => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => [name, { count: meanOnly(count), pct: (PCT * count) / total }]),
  );
};

const stats = (arm: ReportArm, source: Source) => {
  const { hits, crits, glances, ticks, critTicks, misses, dodges, parries } = source;
  const summary = arm.sources.find(({ name }) => name === source.name);
  const direct = results({ hit: hits, crit: crits, glance: glances, miss: misses, dodge: dodges, parry: parries });
  const tick = results({ hit: ticks, crit: critTicks });
  const lengthS = (arm.details?.fightLength.meanMs ?? 0) / MS_PER_SECOND;
  return {
    name: source.name,
    type: 'damage',
    num_executes: meanOnly(source.executes),
    compound_amount: (summary?.dps ?? 0) * lengthS,
    portion_aps: meanOnly(summary?.dps ?? 0),
    portion_amount: summary?.share ?? 0,
    ...(ticks + critTicks > 0 ? { num_ticks: meanOnly(ticks + critTicks), tick_results: tick } : {}),
    ...(Object.keys(direct).length > 0
      ? { num_direct_results: meanOnly(hits + crits + glances + misses + dodges + parries), direct_results: direct }
      : {}),
  };
};

const petStats = (arm: ReportArm, details: ReportDetails) => {
  const pets = [...new Set(details.sources.map(({ actor }) => actor))].filter((actor) => actor !== PLAYER);
  return Object.fromEntries(
    pets.map((pet) => [pet, details.sources.filter(({ actor }) => actor === pet).map((source) => stats(arm, source))]),
  );
};

const collected = (arm: ReportArm, details: ReportDetails | undefined) => {
  if (details === undefined) return { dps: distribution(arm) };
  const { fightLength, timeline, resources } = details;
  const own = resources.filter(({ actor }) => actor === PLAYER);
  const total = (of: (resource: (typeof own)[number]) => number) =>
    Object.fromEntries(own.map((resource) => [resource.name, meanOnly(of(resource))]));
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  return {
    fight_length: meanOnly(fightLength.meanMs / MS_PER_SECOND),
    executed_foreground_actions: meanOnly(
      sum(details.abilities.filter(({ actor }) => actor === PLAYER).map(({ uses }) => uses)),
    ),
    dmg: meanOnly(sum(arm.sources.map(({ dps }) => dps)) * (fightLength.meanMs / MS_PER_SECOND)),
    dps: distribution(arm),
    // simc's timelines have a value a second.
    ...(timeline.widthMs === MS_PER_SECOND ? { timeline_dmg: { data: timeline.dps } } : {}),
    resource_lost: total(({ spends }) => sum(spends.map(({ amount }) => amount))),
    resource_overflowed: total(({ gains }) => sum(gains.map(({ wasted }) => wasted))),
    combat_end_resource: total(({ end }) => end),
  };
};

const player = (arm: ReportArm, index: number, options: Json2Options) => {
  const { details } = arm;
  const shared = { name: arm.name, ...options.players?.[index], collected_data: collected(arm, details) };
  if (details === undefined) return shared;
  return {
    ...shared,
    buffs: details.auras
      .filter(({ actor, kind }) => actor === PLAYER && kind === 'buff')
      .map(({ name, uptime, applications, refreshes }) => ({
        name,
        start_count: applications - refreshes,
        refresh_count: refreshes,
        uptime: PCT * uptime,
      })),
    procs: details.procs.map(({ name, count }) => ({
      name,
      count,
      interval: count === 0 ? 0 : details.fightLength.meanMs / MS_PER_SECOND / count,
    })),
    gains: details.resources
      .filter(({ actor }) => actor === PLAYER)
      .flatMap(({ name: resource, gains }) =>
        gains
          .filter(({ amount, wasted }) => amount + wasted > 0)
          .map(({ name, amount, wasted, count }) => ({
            name,
            [resource]: { actual: amount, overflow: wasted, count },
          })),
      ),
    stats: details.sources.filter(({ actor }) => actor === PLAYER).map((source) => stats(arm, source)),
    stats_pets: petStats(arm, details),
  };
};

const profilesetResult = ({ name, dps, iterations }: ReportArm) => ({
  name,
  mean: dps.mean,
  min: dps.min,
  max: dps.max,
  stddev: dps.stdDev,
  mean_stddev: dps.stdError,
  mean_error: dps.stdError * Z_95,
  median: dps.p50,
  first_quartile: dps.p25,
  third_quartile: dps.p75,
  iterations,
});

/**
 * A report in the shape of simc's second JSON format, for tools that read it: the fields of it that are known here, by the
 * names they have there, and no others. The first arm is the player; further arms are its profile sets.
 * Source of the names: simulationcraft/simc engine/report/json/report_json.cpp.
 */
export const json2Report = (report: Report, options: Json2Options) => {
  const [base, ...others] = report.arms;
  const { fight } = options;
  return {
    version: options.version,
    report_version: '2.0.0',
    sim: {
      options: {
        iterations: base?.iterations ?? 0,
        seed: report.seed,
        ...(fight === null
          ? {}
          : {
              max_time: fight.maxTimeS,
              vary_combat_length: fight.varyCombatLength,
              desired_targets: fight.desiredTargets,
              target_error: fight.targetErrorPct,
            }),
      },
      players: base === undefined ? [] : [player(base, 0, options)],
      ...(others.length === 0 ? {} : { profilesets: { metric: 'dps', results: others.map(profilesetResult) } }),
      statistics: {
        elapsed_cpu_seconds: report.timing.computeMs / MS_PER_SECOND,
        elapsed_time_seconds: report.timing.wallMs / MS_PER_SECOND,
        ...(base === undefined ? {} : { raid_dps: distribution(base) }),
      },
    },
  };
};
