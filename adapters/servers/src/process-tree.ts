import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly state: string;
}

/** Field 2 of /proc/PID/stat is the name in brackets and may hold blanks: everything is counted from its end (proc(5)). */
function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readStat(pid: number | string): string[] | undefined {
  try {
    return afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

function listProcesses(): ProcessEntry[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const fields = readStat(name);
        return fields === undefined
          ? []
          : [{ pid: Number(name), parentPid: Number(fields[1]), state: fields[0] ?? '?' }];
      });
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns.length === 3)
    .map(([pid, parentPid, state]) => ({ pid: Number(pid), parentPid: Number(parentPid), state: state ?? '?' }));
}

/** Every living process below `rootPid`, nearest first. PostgreSQL's children leave the process group, so groups do not do. */
export function descendantsOf(rootPid: number): number[] {
  const processes = listProcesses();
  const found: number[] = [];
  let parents = new Set([rootPid]);
  while (parents.size > 0) {
    const children = processes.filter((entry) => parents.has(entry.parentPid)).map((entry) => entry.pid);
    found.push(...children);
    parents = new Set(children);
  }
  return found;
}

/** True while `pid` runs; a zombie that waits for its parent counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform !== 'linux' || readStat(pid)?.[0] !== 'Z';
}

/**
 * A text that differs between two processes that had the same pid at different times: the start time as the system
 * tells it (field 22 of proc(5); `ps lstart` elsewhere), or undefined when the process is gone.
 */
export function startMarkOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const fields = readStat(pid);
    return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
  }
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}
