import manifest from '../package.json' with { type: 'json' };

/** What the agent calls itself to the server. */
export const agentVersion = `wowlab-node/${manifest.version}`;
