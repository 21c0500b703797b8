import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { generateEd25519Key, parseEd25519Key, verifyEd25519 } from './ed25519.ts';
import { sha256Hex } from './sha256.ts';
import { SystemSampler } from './system-metrics.ts';
import { processorTemperatureC } from './temperature.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const makeSys = async (files: Record<string, string>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'wowlab-sys-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
};

describe('what the machine says of itself', () => {
  it('lies within what is possible', () => {
    const { cpuPct, memoryUsedBytes, memoryTotalBytes, load1 } = new SystemSampler().sample();
    expect(cpuPct).toBeGreaterThanOrEqual(0);
    expect(cpuPct).toBeLessThanOrEqual(100);
    expect(memoryUsedBytes).toBeGreaterThan(0);
    expect(memoryUsedBytes).toBeLessThanOrEqual(memoryTotalBytes);
    expect(memoryTotalBytes).toBeLessThanOrEqual(totalmem());
    expect(load1).toBeGreaterThanOrEqual(0);
  });

  it('shows a busy processor as busy', () => {
    const sampler = new SystemSampler();
    const until = performance.now() + 400;
    while (performance.now() < until);
    expect(sampler.sample().cpuPct).toBeGreaterThan(5);
  });

  it('takes the hottest sensor of the processor and of nothing else', async () => {
    const root = await makeSys({
      'class/hwmon/hwmon0/name': 'nvme\n',
      'class/hwmon/hwmon0/temp1_input': '90000\n',
      'class/hwmon/hwmon1/name': 'coretemp\n',
      'class/hwmon/hwmon1/temp1_input': '51500\n',
      'class/hwmon/hwmon1/temp2_input': '48000\n',
      'class/hwmon/hwmon1/temp3_input': 'broken\n',
      'class/thermal/thermal_zone0/type': 'x86_pkg_temp\n',
      'class/thermal/thermal_zone0/temp': '70000\n',
    });
    expect(processorTemperatureC(root)).toBe(51.5);
  });

  it('falls back to the thermal zones, and to not knowing', async () => {
    const zones = await makeSys({
      'class/thermal/thermal_zone0/type': 'cpu-thermal\n',
      'class/thermal/thermal_zone0/temp': '42000\n',
    });
    expect(processorTemperatureC(zones)).toBe(42);
    expect(processorTemperatureC(await makeSys({}))).toBeNull();
  });
});

describe('keys and digests', () => {
  it('match the vectors of RFC 8032 §7.1 and FIPS 180-2', async () => {
    const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    const signature = Buffer.from(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      'hex',
    );
    expect(await verifyEd25519(publicKey, new Uint8Array(0), signature)).toBe(true);
    expect(await verifyEd25519(publicKey, new Uint8Array(1), signature)).toBe(false);
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('are the same key after a trip through its file', async () => {
    const key = generateEd25519Key();
    const parsed = parseEd25519Key(key.toPem());
    if (parsed.kind !== 'parsed') throw new Error(parsed.problem);
    expect(parsed.key.publicKey).toEqual(key.publicKey);
    const message = new TextEncoder().encode('chunk');
    expect(await verifyEd25519(key.publicKey, message, parsed.key.sign(message))).toBe(true);
  });

  it('verify nothing when they are malformed, without throwing', async () => {
    expect(await verifyEd25519(new Uint8Array(31), new Uint8Array(0), new Uint8Array(64))).toBe(false);
    expect(await verifyEd25519(new Uint8Array(32).fill(255), new Uint8Array(0), new Uint8Array(64))).toBe(false);
    expect(parseEd25519Key('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----').kind).toBe('invalid');
  });
});
