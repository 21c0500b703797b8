import { writeFile } from 'node:fs/promises';
import type { Report } from '@wowlab/protocol';
import { htmlReport, json2Report, type Json2Options, type Json2Player } from '@wowlab/reporting';
import { type JobInput, parseJobInput } from '@wowlab/simc';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { printJson, printText } from './print.ts';
import { reportText } from './report-text.ts';

declare const WOWLAB_VERSION: string;

export interface ShowOptions {
  readonly json?: boolean;
  readonly format?: 'json' | 'json2';
  readonly details?: boolean;
  readonly html?: string;
}

const ppm = 1_000_000;
const msPerSecond = 1_000;

/** stdout is for a program, so nothing else may be on it. */
export const isForPrograms = ({ json, format }: ShowOptions): boolean => json === true || format !== undefined;

const playersOf = (input: JobInput): readonly Json2Player[] =>
  input.arms.map(({ config: { character } }) => ({
    race: character.race,
    level: character.level,
    role: character.role,
    specialization: character.spec,
    talents: character.talents.tiers ?? character.talents.export,
  }));

const fightOf = (input: JobInput): Json2Options['fight'] => {
  const fight = input.arms[0]?.config.fight;
  if (fight === undefined) return null;
  return {
    maxTimeS: fight.lengthMs / msPerSecond,
    varyCombatLength: fight.varyPpm / ppm,
    desiredTargets: fight.targets.length,
    targetErrorPct: input.targetErrorPct ?? 0,
  };
};

const json2 = (report: Report, profile: string | null): unknown => {
  const parsed = profile === null ? null : parseJobInput(profile);
  const input = parsed?.kind === 'ok' ? parsed.input : null;
  return json2Report(report, {
    version: WOWLAB_VERSION,
    players: input === null ? null : playersOf(input),
    fight: input === null ? null : fightOf(input),
  });
};

/** Prints a report the way that was asked for, and writes its page where one was. */
export const showReport = async (report: Report, profile: string | null, options: ShowOptions): Promise<void> => {
  if (options.html !== undefined) {
    try {
      await writeFile(options.html, htmlReport(report, { profile }));
    } catch (error) {
      throw new CommandError(exitCodes.failure, `The page could not be written to ${JSON.stringify(options.html)}.`, {
        cause: error,
      });
    }
  }
  if (options.format === 'json2') printJson(json2(report, profile));
  else if (isForPrograms(options)) printJson(report);
  else printText(reportText(report, options.details === true));
};
