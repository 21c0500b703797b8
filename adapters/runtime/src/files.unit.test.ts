import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, readKeyFile } from './key-file.ts';
import { Spool } from './spool.ts';
import { userDirectories } from './user-directories.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wowlab-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file written as one step', () => {
  it('replaces the old content whole, with the mode asked for, and leaves nothing else', async () => {
    const path = join(folder, 'state.json');
    await writeFileAtomic(path, 'old');
    await writeFileAtomic(path, 'new', { mode: 0o640 });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('leaves the old content and no rest behind when it can not take its place', async () => {
    const path = join(folder, 'missing', 'state.json');
    await expect(writeFileAtomic(path, 'x')).rejects.toThrow('ENOENT');
    await expect(writeFileAtomic(folder, 'x')).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/);
    expect((await readdir(folder)).concat(await readdir(join(folder, '..')))).not.toContainEqual(
      expect.stringMatching(/wowlab-files.*\.tmp$/),
    );
  });
});

describe('a key file', () => {
  it('is never replaced once it exists', async () => {
    const path = join(folder, 'a.key');
    expect(await createKeyFile(path, 'first')).toEqual({ kind: 'created' });
    expect(await createKeyFile(path, 'second')).toEqual({ kind: 'exists' });
    expect(await readKeyFile(path)).toEqual({ kind: 'read', text: 'first' });
    expect(await readdir(folder)).toEqual(['a.key']);
  });

  it('is refused when others may use it, naming file, mode and remedy', async () => {
    const path = join(folder, 'a.key');
    await createKeyFile(path, 'secret');
    await chmod(path, 0o604);
    const read = await readKeyFile(path);
    expect(read).toMatchObject({ kind: 'unsafe', problem: expect.stringContaining('mode 0604') });
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  it('is absent before it was made', async () => {
    expect(await readKeyFile(join(folder, 'none.key'))).toEqual({ kind: 'absent' });
  });
});

describe('a spool', () => {
  it('gives back whole entries in the order they were kept, and drops half-written ones', async () => {
    const first = await Spool.open(folder);
    await first.spool.put('b', 'one');
    await new Promise((resolve) => setTimeout(resolve, 10));
    await first.spool.put('a', 'two');
    await first.spool.put('c', 'three');
    await first.spool.remove('c');
    await writeFile(join(folder, '.d.json.0123.tmp'), 'hal');
    const second = await Spool.open(folder);
    expect(second.left).toEqual([
      { key: 'b', text: 'one' },
      { key: 'a', text: 'two' },
    ]);
    expect(second.spool.size).toBe(2);
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'b.json']);
  });

  it('takes no key that leaves its folder', async () => {
    const { spool } = await Spool.open(folder);
    await expect(spool.put('../x', 'y')).rejects.toThrow('spool key');
    expect(spool.size).toBe(0);
  });

  it('forgets what is not there without complaint', async () => {
    const { spool } = await Spool.open(folder);
    await spool.remove('never-kept');
    expect(spool.size).toBe(0);
  });
});

describe('the folders of a user', () => {
  const home = '/home/ann';

  it('follow XDG where it is set to an absolute path', () => {
    const env = { XDG_DATA_HOME: '/data', XDG_CACHE_HOME: 'relative/cache' };
    expect(userDirectories('wowlab', { platform: 'linux', env, home })).toEqual({
      data: '/data/wowlab',
      config: '/home/ann/.config/wowlab',
      cache: '/home/ann/.cache/wowlab',
    });
  });

  it('are those of the platform elsewhere', () => {
    const mac = userDirectories('wowlab', { platform: 'darwin', env: {}, home });
    expect(mac.data).toBe('/home/ann/Library/Application Support/wowlab');
    const env = { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' };
    const windows = userDirectories('wowlab', { platform: 'win32', env, home: 'C:\\Users\\ann' });
    expect(windows.data).toBe('C:\\Users\\ann\\AppData\\Local\\wowlab\\data');
    expect(windows.config).toBe('C:\\Users\\ann\\AppData\\Roaming\\wowlab');
  });
});
