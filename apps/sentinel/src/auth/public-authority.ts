/**
 * The authority (host and port) a signature must name: that of a public origin, taken from the configuration. The Host
 * header only chooses among several; behind a proxy that rewrites it, the first origin counts.
 */
export const publicAuthority = (publicOrigins: readonly string[]): ((host: string | undefined) => string) => {
  const authorities = publicOrigins.map((origin) => new URL(origin).host);
  const [first = ''] = authorities;
  return (host) => authorities.find((authority) => authority === host?.toLowerCase()) ?? first;
};
