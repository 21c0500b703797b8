import { decodeBase64 } from './base64.ts';
import { signatureBytes } from './public-key.ts';
import { signatureAlgorithm, signatureTag, signedComponents, type SignedComponent } from './signature-base.ts';
import { refuse, type SignatureRefusal } from './signature-fault.ts';

/** A signature whose form and parameters are as they must be. Nothing is proved yet. */
export interface SignatureCandidate {
  readonly kind: 'candidate';
  readonly components: readonly SignedComponent[];
  /** The component list with its parameters as sent; part of what is signed. */
  readonly params: string;
  readonly createdMs: number;
  readonly nonce: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export const isNonce = (text: string): boolean => /^[A-Za-z0-9_-]{16,64}$/.test(text);
export const isKeyId = (text: string): boolean => /^[a-z2-7]{32}$/.test(text);

/** Longer than any honest header by far; bounds the work on a hostile one. */
const maxHeaderChars = 2_048;

const label = '[a-z*][a-z0-9_.*-]*';
const inputForm = new RegExp(`^(${label})=(\\(([^()]*)\\)((?:;[^()]*)?))$`);
const signatureForm = new RegExp(`^(${label})=:([A-Za-z0-9+/=]*):$`);
/** What stands between two members of a dictionary. Quoted strings are taken whole, as they may hold commas. */
const members = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
const parameter = /;([a-z*][a-z0-9_.*-]*)=("[^"\\]*"|-?\d{1,15})/y;

const readComponents = (list: string): readonly SignedComponent[] | SignatureRefusal => {
  const found: SignedComponent[] = [];
  for (const item of list === '' ? [] : list.split(' ')) {
    const known = signedComponents.find((name) => item === `"${name}"`);
    if (known === undefined) {
      return refuse(
        'extra-component',
        `the signature covers ${item}; exactly ${signedComponents.join(' ')} are wanted`,
      );
    }
    if (found.includes(known)) return refuse('repeated-component', `the signature covers ${item} twice`);
    found.push(known);
  }
  const missing = signedComponents.find((name) => !found.includes(name));
  return missing === undefined ? found : refuse('missing-component', `the signature does not cover ${missing}`);
};

type Parameters = ReadonlyMap<string, string>;
const wanted = ['created', 'nonce', 'keyid', 'tag'] as const;
const known: ReadonlySet<string> = new Set([...wanted, 'alg']);

const readParameters = (text: string): Parameters | SignatureRefusal => {
  const found = new Map<string, string>();
  parameter.lastIndex = 0;
  while (parameter.lastIndex < text.length) {
    const match = parameter.exec(text);
    if (match === null) return refuse('malformed-signature', 'Signature-Input has parameters of an unknown form');
    const [, name = '', value = ''] = match;
    if (!known.has(name))
      return refuse('unknown-parameter', `the signature has the parameter ${name}, which is not taken`);
    if (found.has(name)) return refuse('repeated-parameter', `the signature has the parameter ${name} twice`);
    if ((name === 'created') === value.startsWith('"')) {
      return refuse('malformed-signature', `the parameter ${name} has a value of the wrong type`);
    }
    found.set(name, value.startsWith('"') ? value.slice(1, -1) : value);
  }
  const missing = wanted.find((name) => !found.has(name));
  return missing === undefined ? found : refuse('missing-parameter', `the signature lacks the parameter ${missing}`);
};

const isRefusal = (value: object): value is SignatureRefusal => 'fault' in value;

/** Reads `Signature-Input` and `Signature`. Says what is wrong with their form; proves nothing. */
export const readSignature = (
  input: string | undefined,
  signature: string | undefined,
): SignatureCandidate | SignatureRefusal => {
  if (!input || !signature) return refuse('missing-signature', 'Signature-Input and Signature are both needed');
  if (input.length > maxHeaderChars || signature.length > maxHeaderChars) {
    return refuse('malformed-signature', `Signature-Input and Signature may have ${maxHeaderChars} characters`);
  }
  if ((input.match(members)?.length ?? 0) > 1 || (signature.match(members)?.length ?? 0) > 1) {
    return refuse('several-signatures', 'the request carries more than one signature; exactly one is taken');
  }
  const inputMatch = inputForm.exec(input);
  const signatureMatch = signatureForm.exec(signature);
  if (inputMatch === null || signatureMatch === null || inputMatch[1] !== signatureMatch[1]) {
    return refuse('malformed-signature', 'Signature-Input and Signature must each be one member of the same label');
  }
  const [, , params = '', list = '', parameterText = ''] = inputMatch;
  const components = readComponents(list);
  if (isRefusal(components)) return components;
  const parameters = readParameters(parameterText);
  if (isRefusal(parameters)) return parameters;
  const [created = '', nonce = '', keyId = '', tag = ''] = wanted.map((name) => parameters.get(name));
  if (tag !== signatureTag)
    return refuse('wrong-tag', `the signature has the tag "${tag}"; "${signatureTag}" is wanted`);
  const algorithm = parameters.get('alg') ?? signatureAlgorithm;
  if (algorithm !== signatureAlgorithm) {
    return refuse(
      'wrong-algorithm',
      `the signature has the algorithm "${algorithm}"; "${signatureAlgorithm}" is wanted`,
    );
  }
  if (!isNonce(nonce)) return refuse('malformed-nonce', 'the nonce must be 16 to 64 characters of base64url');
  if (!isKeyId(keyId)) return refuse('malformed-key-id', `the key id must be a node id: 32 characters of base32`);
  const bytes = decodeBase64(signatureMatch[2] ?? '');
  if (bytes?.length !== signatureBytes) {
    return refuse('malformed-signature', `the signature is not ${signatureBytes} bytes of base64`);
  }
  return { kind: 'candidate', components, params, createdMs: Number(created) * 1000, nonce, keyId, signature: bytes };
};
