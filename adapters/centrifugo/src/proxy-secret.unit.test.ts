import { describe, expect, it } from 'vitest';

import { isProxySecret } from './proxy-secret.ts';

describe('the proxy secret', () => {
  it('is accepted when equal', () => {
    expect(isProxySecret('right secret', 'right secret')).toBe(true);
  });

  it('is refused when missing, repeated, shorter, longer or different', () => {
    for (const given of [undefined, ['right secret', 'right secret'], 'right', 'right secret!', 'wrong secret', '']) {
      expect(isProxySecret(given, 'right secret')).toBe(false);
    }
  });
});
