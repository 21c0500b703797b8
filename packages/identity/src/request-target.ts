/** Where a request goes, as the WHATWG `URL` has it: `host` in lower case without the scheme's default port, `search` with its `?`. */
export interface RequestTarget {
  readonly host: string;
  readonly pathname: string;
  readonly search: string;
}
