/** A key for one submission. Not `randomUUID`: that is missing where the page is served without TLS. */
const makeKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Gives the same key for the same body until the submission is settled, so that pressing the button again after a lost
 * answer finds the job instead of making another.
 */
export const createKeyKeeper = (make: () => string = makeKey) => {
  let open: { readonly body: string; readonly key: string } | null = null;
  return {
    keyFor: (body: string): string => {
      if (open?.body !== body) open = { body, key: make() };
      return open.key;
    },
    settle: (): void => {
      open = null;
    },
  };
};
