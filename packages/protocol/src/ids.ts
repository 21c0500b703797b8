import { Type } from 'typebox';

/** A job's id: a lowercase ULID (Crockford base32), so that ids sort by the time they were made. */
export const JobId = Type.String({
  pattern: '^[0-7][0-9a-hjkmnp-tv-z]{25}$',
  description: 'Job id, a lowercase ULID.',
});

/** A node's id: lowercase RFC 4648 base32 of the first 20 bytes of SHA-256 of its raw public key. */
export const NodeId = Type.String({
  pattern: '^[a-z2-7]{32}$',
  description: 'Node id: base32 of the first 20 bytes of SHA-256 of the raw Ed25519 public key.',
});

/** SHA-256 in lowercase hex: of a config's canonical JSON, of an engine bundle, of a canonical aggregate. */
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, lowercase hex.' });

/** A user's id, as Supabase Auth gives it. */
export const UserId = Type.String({ format: 'uuid', description: 'User id (UUID).' });

/** The user every request of the zero-configuration local stack belongs to. */
export const localUserId = '00000000-0000-4000-8000-000000000001';

const ulidAlphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new job id from a time in ms since the epoch and ten random bytes. */
export const makeJobId = (timeMs: number, random: Uint8Array): string => {
  let time = '';
  for (let rest = timeMs, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32))
    time = ulidAlphabet.charAt(rest % 32) + time;
  let bits = 0;
  let held = 0;
  let tail = '';
  for (const byte of random.subarray(0, 10)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      tail += ulidAlphabet.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return time + tail;
};
