import manifest from '../package.json' with { type: 'json' };

export const sentinelVersion: string = manifest.version;
