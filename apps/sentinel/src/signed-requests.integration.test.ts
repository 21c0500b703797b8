import { encodeBase64Url } from '@wowlab/identity';
import { periods, type Problem } from '@wowlab/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSentinel, SentinelWorld } from './testing/sentinel-world.ts';
import type { Response } from './testing/send.ts';
import { metrics, sendSigned, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let sentinels: readonly RunningSentinel[];
let node: TestNode;
const first = (): RunningSentinel => {
  const [sentinel] = sentinels;
  if (sentinel === undefined) throw new Error('no sentinel');
  return sentinel;
};
const codeOf = (response: Response): string => `${response.status} ${response.json<Problem>().code}`;
const beat = () => ({ session: node.session, metrics });

beforeAll(async () => {
  world = await SentinelWorld.open();
  const origin = 'https://wowlab.test';
  sentinels = await Promise.all([0, 1, 2].map(() => world.start({ publicOrigins: [origin] })));
  node = await TestNode.create();
  // All three are known to the outside as one origin, so one signature is good at each.
  const signed = await node.sign({ publicUrl: origin } as never, '/v1/node/register', node.registration());
  const registered = await sendSigned(first(), signed);
  if (registered.status !== 200) throw new Error(registered.text);
});
afterAll(async () => world.close());

const sign = async (path = '/v1/node/heartbeat', json: unknown = beat()) =>
  node.sign({ publicUrl: 'https://wowlab.test' } as never, path, json);

test('a request signed for the public origin is taken by every sentinel, whatever Host it arrives with', async () => {
  for (const sentinel of sentinels) expect((await sendSigned(sentinel, await sign())).status).toBe(200);
});

test('a request signed for another origin is refused though it arrives here', async () => {
  const elsewhere = await node.sign({ publicUrl: 'https://evil.test' } as never, '/v1/node/heartbeat', beat());
  expect(codeOf(await sendSigned(first(), elsewhere, { headers: { host: 'evil.test' } }))).toBe('401 bad-signature');
});

test('hazard B.29: one request replayed 100 times over 3 sentinels is taken once', async () => {
  const signed = await sign();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => sendSigned(sentinels[index % 3] ?? first(), signed)),
  );
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({ 200: 1, 401: 99 });
  expect(answers.filter(({ status }) => status === 401).every((each) => each.json<Problem>().code === 'replayed')).toBe(
    true,
  );
});

describe('hazard B.20: a clock that is off is told the server’s time, and corrects itself by it', () => {
  test.each([10 * 60_000, -10 * 60_000])('%s ms', async (clockMs) => {
    const late = await TestNode.create();
    late.clockMs = clockMs;
    const origin = { publicUrl: 'https://wowlab.test' } as never;
    const refused = await sendSigned(first(), await late.sign(origin, '/v1/node/register', late.registration()));
    expect(codeOf(refused)).toBe('401 clock-skew');
    const { serverTimeMs } = refused.json<Problem>();
    expect(Math.abs((serverTimeMs ?? 0) - Date.now())).toBeLessThan(2_000);
    late.clockMs += (serverTimeMs ?? 0) - (Date.now() + late.clockMs);
    const again = await sendSigned(first(), await late.sign(origin, '/v1/node/register', late.registration()));
    expect(again.status).toBe(200);
  });

  test('a sentinel whose own clock is an hour ahead judges by Redis’ clock like the others', async () => {
    const ahead = await world.start({ publicOrigins: ['https://wowlab.test'] }, { now: () => Date.now() + 3_600_000 });
    expect((await sendSigned(ahead, await sign())).status).toBe(200);
    const refused = await sendSigned(
      ahead,
      await (async () => {
        node.clockMs = 3_600_000;
        const signed = await sign();
        node.clockMs = 0;
        return signed;
      })(),
    );
    expect(codeOf(refused)).toBe('401 clock-skew');
  });

  test('a signature just inside the window is taken', async () => {
    node.clockMs = -(periods.signatureWindowMs - 5_000);
    const signed = await sign();
    node.clockMs = 0;
    expect((await sendSigned(first(), signed)).status).toBe(200);
  });
});

describe('hazard B.27: without the right digest over the raw bytes nothing is processed', () => {
  test.each([
    ['missing', ''],
    ['empty', 'sha-256=::'],
    ['weak', 'md5=:1B2M2Y8AsgTpgAmY7PhCfg==:'],
    ['wrong', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'],
  ])('%s', async (_, digest) => {
    const response = await sendSigned(first(), await sign(), { headers: { 'content-digest': digest } });
    expect(codeOf(response)).toBe('401 bad-signature');
  });

  test('a right digest with a swapped body', async () => {
    const signed = await sign();
    const body = Buffer.from(JSON.stringify({ ...beat(), session: '00000000-0000-4000-8000-000000000000' }));
    expect(codeOf(await sendSigned(first(), signed, { body }))).toBe('401 bad-signature');
    // The nonce was not burnt by the forgery: the honest request still counts.
    expect((await sendSigned(first(), signed)).status).toBe(200);
  });

  test('a white space more in the body is another body', async () => {
    const signed = await sign();
    const body = Buffer.concat([signed.body ?? Buffer.alloc(0), Buffer.from(' ')]);
    expect(codeOf(await sendSigned(first(), signed, { body }))).toBe('401 bad-signature');
  });
});

describe('hazard B.28: signatures of any other shape are refused', () => {
  test('an attacker’s signature added beside a good one, in one header or in two', async () => {
    const signed = await sign();
    const evil = { input: 'evil=("@method");created=1;nonce="aaaaaaaaaaaaaaaa";keyid="x"', signature: 'evil=:AAAA:' };
    const joined = {
      'signature-input': `${signed.headers['signature-input']}, ${evil.input}`,
      signature: `${signed.headers.signature}, ${evil.signature}`,
    };
    const repeated = {
      'signature-input': [signed.headers['signature-input'], evil.input],
      signature: [signed.headers.signature, evil.signature],
    };
    expect(codeOf(await sendSigned(first(), signed, { headers: joined }))).toBe('401 bad-signature');
    expect(codeOf(await sendSigned(first(), signed, { headers: repeated }))).toBe('401 bad-signature');
  });

  test.each([
    ['another tag', 'wowlab-node-v1', 'wowlab-user-v1'],
    ['another algorithm', '"ed25519"', '"rsa-v1_5-sha256"'],
    ['a component fewer', '"@query" ', ''],
    ['a component twice', '"@query" ', '"@query" "@query" '],
    ['a component more', '"@query" ', '"@query" "@scheme" '],
  ])('%s', async (_, from, to) => {
    const signed = await sign();
    const input = signed.headers['signature-input'].replace(from, to);
    expect(input).not.toBe(signed.headers['signature-input']);
    const response = await sendSigned(first(), signed, { headers: { 'signature-input': input } });
    expect(codeOf(response)).toBe('401 bad-signature');
  });

  test('a Content-Type said twice leaves open which one was signed', async () => {
    const response = await sendSigned(first(), await sign(), {
      headers: { 'content-type': ['application/json', 'application/json'] },
    });
    expect([400, 401]).toContain(response.status);
  });

  test('no signature at all', async () => {
    const { body, method, path } = await sign();
    const response = await sendSigned(first(), {
      method,
      path,
      body,
      headers: { 'content-type': 'application/json' } as never,
    });
    expect(codeOf(response)).toBe('401 bad-signature');
  });
});

describe('hazard B.30: a key that proves nothing is refused at registration', () => {
  test.each([
    ['all zero', new Uint8Array(32)],
    ['order one', Uint8Array.from([1, ...Array.from({ length: 31 }, () => 0)])],
    ['non-canonical', Uint8Array.from([0xee, ...Array.from({ length: 30 }, () => 0xff), 0x7f])],
  ])('%s', async (_, publicKey) => {
    const weak = await TestNode.create();
    const origin = { publicUrl: 'https://wowlab.test' } as never;
    const signed = await weak.sign(
      origin,
      '/v1/node/register',
      weak.registration({ publicKey: encodeBase64Url(publicKey) }),
    );
    expect(codeOf(await sendSigned(first(), signed))).toBe('422 weak-key');
  });

  test('a key that is not the one the id follows from', async () => {
    const [honest, thief] = [await TestNode.create(), await TestNode.create()];
    const origin = { publicUrl: 'https://wowlab.test' } as never;
    const stolen = thief.registration({ publicKey: encodeBase64Url(honest.key.publicKey) });
    expect(codeOf(await sendSigned(first(), await thief.sign(origin, '/v1/node/register', stolen)))).toBe(
      '401 bad-signature',
    );
  });
});

test('refused signatures are in the security log by type, and no signature, nonce or token is', async () => {
  const signed = await sign();
  const body = Buffer.from('{}');
  await sendSigned(first(), signed, { body });
  const lines = first().logged.filter((line) => line.includes('"securityEvent":"bad-signature"'));
  expect(lines.length).toBeGreaterThan(0);
  const secret = /nonce="([^"]+)"/.exec(signed.headers['signature-input'])?.[1] ?? '';
  expect(first().logged.join('\n')).not.toContain(secret);
  expect(first().logged.join('\n')).not.toContain(signed.headers.signature);
});
