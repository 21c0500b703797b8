import type { RequestTarget } from './request-target.ts';

/** What every node request signs, in the order it is written: exactly these, each once, without parameters. */
export const signedComponents = ['@method', '@authority', '@path', '@query', 'content-digest', 'content-type'] as const;
export type SignedComponent = (typeof signedComponents)[number];

export const signatureTag = 'wowlab-node-v1';
export const signatureAlgorithm = 'ed25519';
/** Nodes sign with this label; a verifier takes any. */
export const signatureLabel = 'wowlab';

/** One line of a signature base: the component's name and its value. */
export type SignatureBaseLine = readonly [name: string, value: string];

/** The text that is signed (RFC 9421 §2.5). `params` is the component list with its parameters, exactly as it is sent. */
export const signatureBase = (lines: readonly SignatureBaseLine[], params: string): string => {
  let base = '';
  for (const [name, value] of lines) base += `"${name}": ${value}\n`;
  return `${base}"@signature-params": ${params}`;
};

/** The values of the signed components of a request (RFC 9421 §2.2, §2.1). */
export const componentValue = (
  component: SignedComponent,
  request: {
    readonly method: string;
    readonly target: RequestTarget;
    readonly contentType: string;
    readonly contentDigest: string;
  },
): string => {
  switch (component) {
    case '@method':
      return request.method;
    case '@authority':
      return request.target.host.toLowerCase();
    case '@path':
      return request.target.pathname === '' ? '/' : request.target.pathname;
    case '@query':
      return request.target.search === '' ? '?' : request.target.search;
    case 'content-digest':
      return request.contentDigest;
    case 'content-type':
      return request.contentType;
    default:
      return component satisfies never;
  }
};
