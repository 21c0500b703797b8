/** A server's address as given by a person. */
export type ReadServerAddress =
  | { readonly kind: 'read'; readonly origin: URL }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Reads an address such as `https://wowlab.example` or `localhost:7080`; without a scheme it is http for this machine and https else. */
export const readServerAddress = (text: string): ReadServerAddress => {
  const trimmed = text.trim();
  const local = /^(localhost|127\.|\[::1\])/i.test(trimmed);
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `${local ? 'http' : 'https'}://${trimmed}`;
  const invalid = (why: string): ReadServerAddress => ({
    kind: 'invalid',
    problem: `the server address ${JSON.stringify(text)} ${why}; give one like https://wowlab.example`,
  });
  if (!URL.canParse(full)) return invalid('is not a URL');
  const url = new URL(full);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return invalid(`has the scheme ${url.protocol}`);
  if (url.username !== '' || url.password !== '') return invalid('holds a user name or password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return invalid('holds more than host and port');
  return { kind: 'read', origin: url };
};

/** The realtime server's WebSocket address: absolute as given, or a path on the sentinels' origin. */
export const realtimeAddress = (origin: URL, given: string): string => {
  const url = new URL(given, origin);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  return url.href;
};
