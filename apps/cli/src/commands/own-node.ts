import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { printJson, printText } from '../output/print.ts';
import { printable } from '../output/table.ts';
import { type SharingOptions, sharingOf } from './claim.ts';

type Options = ServerOptions & { readonly json?: boolean };

/** Says whose jobs a node of the caller's runs. */
export const shareNode = (id: string, options: Options & SharingOptions): Promise<void> =>
  withClient(options, async (client) => {
    const { node } = valueOf(await client.shareNode(id, sharingOf(options)));
    if (options.json === true) printJson(node);
    else
      printText(
        `${printable(node.name)} is ${node.share}${node.users.length > 0 ? `: ${node.users.join(', ')}` : ''}.`,
      );
  });

/** Gives a node up: it is nobody's until it is claimed again. */
export const releaseNode = (id: string, options: Options): Promise<void> =>
  withClient(options, async (client) => {
    const released = valueOf(await client.releaseNode(id));
    if (options.json === true) printJson(released);
    else printText(`${id} is nobody’s now; ${released.releasedLeases} leases went back.`);
  });

/** Makes a node's key count for nothing, for good. */
export const revokeNode = (id: string, options: Options): Promise<void> =>
  withClient(options, async (client) => {
    const revoked = valueOf(await client.revokeNode(id));
    if (options.json === true) printJson(revoked);
    else printText(`The key of ${id} counts for nothing any more; ${revoked.releasedLeases} leases went back.`);
  });
