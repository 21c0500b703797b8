import type { GearItem } from './arm-config.ts';
import { parseGearLine, slotOfKey } from './gear-line.ts';
import { isSafeText } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import type { Stated } from './profile-draft.ts';
import type { Comment, ProfileLine } from './read-assignments.ts';

/** An item that is not worn, kept in a comment of an addon export. */
export interface CandidateItem {
  readonly from: 'bags' | 'vault' | 'merchant' | 'linked' | 'elsewhere';
  /** The game's name for it, empty when the export has none. */
  readonly title: string;
  readonly item: GearItem;
}

/** Talents a player saved in the game under a name. */
export interface SavedLoadout {
  readonly name: string;
  readonly talents: string;
}

export interface AddonExport {
  readonly candidates: readonly CandidateItem[];
  readonly loadouts: readonly SavedLoadout[];
  /** The first part of the interface version, e.g. 120005 or 50500; `null` when no comment says it. */
  readonly interfaceVersion: Stated<number> | null;
}

const sections: readonly (readonly [string, CandidateItem['from']])[] = [
  ['gear from bags', 'bags'],
  ['weekly reward choices', 'vault'],
  ['merchant items', 'merchant'],
  ['linked gear', 'linked'],
];

/**
 * What the comments of a profile hold. Comments cannot be wrong: what is not understood is passed over.
 * Source of the layout: simulationcraft/simc-addon core.lua, `GetSimcProfile`.
 */
export const readAddonExport = (lines: readonly ProfileLine[]): AddonExport => {
  const candidates: CandidateItem[] = [];
  const loadouts: SavedLoadout[] = [];
  let from: CandidateItem['from'] = 'elsewhere';
  let title = '';
  let loadout = '';
  let interfaceVersion: Stated<number> | null = null;
  for (const line of lines) {
    if (line.kind === 'assignment') {
      title = '';
      continue;
    }
    const { comment } = line;
    if (comment.marks >= 3) from = sectionOf(comment);
    interfaceVersion ??= readInterfaceVersion(comment);
    const item = readCandidate(comment);
    if (item !== null && candidates.length < profileLimits.maxCandidates) candidates.push({ from, title, item });
    const [, talents] = /^talents=([A-Za-z0-9+/]{1,400})$/.exec(comment.text) ?? [];
    if (talents !== undefined && loadout !== '' && loadouts.length < profileLimits.maxLoadouts)
      loadouts.push({ name: loadout, talents });
    loadout = readTitle(/^Saved Loadout: (.+)$/, comment.text);
    title =
      readTitle(/^(.+) \(\d+\)$/, comment.text) ||
      (item === null && comment.text.startsWith('upgrade_levels=') ? title : '');
  }
  return { candidates, loadouts, interfaceVersion };
};

const sectionOf = (comment: Comment): CandidateItem['from'] =>
  sections.find(([heading]) => comment.text.toLowerCase().startsWith(heading))?.[1] ?? 'elsewhere';

const readTitle = (titlePattern: RegExp, text: string): string => {
  if (text.length > 2 * profileLimits.maxNameLength) return '';
  const [, title = ''] = titlePattern.exec(text) ?? [];
  return title.length <= profileLimits.maxNameLength && isSafeText(title) ? title : '';
};

const readInterfaceVersion = (comment: Comment): Stated<number> | null => {
  const [, version] = /^WoW [\d.]{1,40}, TOC (\d{5,6})$/.exec(comment.text.slice(0, 100)) ?? [];
  return version === undefined ? null : { value: Number(version), at: comment.at };
};

const readCandidate = (comment: Comment): GearItem | null => {
  const [, key, value] = /^([a-z_]{1,20}\d?)=([^\s"]*)$/.exec(comment.text) ?? [];
  const slot = slotOfKey(key ?? '');
  if (slot === null || value === undefined || !value.includes('id=')) return null;
  const parsed = parseGearLine(slot, value, comment.at);
  return parsed.kind === 'ok' ? parsed.item : null;
};
