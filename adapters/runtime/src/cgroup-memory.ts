import { readFileSync } from 'node:fs';

export interface MemoryUse {
  readonly usedBytes: number;
  readonly totalBytes: number;
}

const readNumber = (path: string): number | null => {
  try {
    const text = readFileSync(path, 'utf8').trim();
    const value = Number(text);
    return /^\d+$/.test(text) && Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
};

const readStat = (path: string, field: string): number => {
  try {
    const match = new RegExp(`^${field} (\\d+)$`, 'm').exec(readFileSync(path, 'utf8'));
    return match?.[1] === undefined ? 0 : Number(match[1]);
  } catch {
    return 0;
  }
};

interface Hierarchy {
  readonly root: string;
  readonly limit: string;
  readonly usage: string;
  readonly reclaimable: string;
}

const version2: Hierarchy = {
  root: '/sys/fs/cgroup',
  limit: 'memory.max',
  usage: 'memory.current',
  reclaimable: 'inactive_file',
};
const version1: Hierarchy = {
  root: '/sys/fs/cgroup/memory',
  limit: 'memory.limit_in_bytes',
  usage: 'memory.usage_in_bytes',
  reclaimable: 'total_inactive_file',
};

/** This process's folders in the two hierarchies, as `/proc/self/cgroup` tells; the root where that path is not mounted. */
const ownFolders = (): readonly { readonly hierarchy: Hierarchy; readonly folder: string }[] => {
  let lines: string[] = [];
  try {
    lines = readFileSync('/proc/self/cgroup', 'utf8').split('\n');
  } catch {
    return [];
  }
  return lines.flatMap((line) => {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const hierarchy = controllers === '' ? version2 : controllers.split(',').includes('memory') ? version1 : undefined;
    if (hierarchy === undefined || !line.includes(':')) return [];
    return [path, '/'].map((at) => ({ hierarchy, folder: `${hierarchy.root}${at === '/' ? '' : at}` }));
  });
};

/**
 * Memory of the container this process runs in: its limit, and what is used without the page cache that can be dropped.
 * Null where there is no limit below the machine's memory.
 */
export const cgroupMemory = (machineBytes: number): MemoryUse | null => {
  for (const { hierarchy, folder } of ownFolders()) {
    const limit = readNumber(`${folder}/${hierarchy.limit}`);
    const usage = readNumber(`${folder}/${hierarchy.usage}`);
    if (limit === null || usage === null || limit <= 0 || limit >= machineBytes) continue;
    const used = usage - readStat(`${folder}/memory.stat`, hierarchy.reclaimable);
    return { usedBytes: Math.min(limit, Math.max(0, used)), totalBytes: limit };
  }
  return null;
};
