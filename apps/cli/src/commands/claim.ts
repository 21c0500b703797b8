import type { NodeShare } from '@wowlab/protocol';
import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { printJson, printText } from '../output/print.ts';
import { printable } from '../output/table.ts';

export interface SharingOptions {
  readonly share?: NodeShare;
  readonly user?: readonly string[];
}

/** What a request says of sharing; users alone mean sharing with them. */
export const sharingOf = ({ share, user }: SharingOptions) => ({
  share: share ?? (user === undefined ? ('private' as const) : ('users' as const)),
  ...(user === undefined ? {} : { users: [...user] }),
});

/** Makes the machine that shows a code the caller's. */
export const claim = (
  code: string,
  options: ServerOptions & SharingOptions & { readonly json?: boolean },
): Promise<void> =>
  withClient(options, async (client) => {
    const { node } = valueOf(await client.claimNode({ code, ...sharingOf(options) }));
    if (options.json === true) printJson(node);
    else printText(`${printable(node.name)} (${node.id}) is yours, ${node.share}.`);
  });
