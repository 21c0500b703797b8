import type { FleetNode } from '@wowlab/protocol';

const rank: Readonly<Record<FleetNode['state'], number>> = { active: 0, draining: 1, dead: 2 };

/** Nodes at work first, each kind by name as people count: node-2 stands before node-10. */
export const orderNodes = (nodes: readonly FleetNode[]): readonly FleetNode[] =>
  [...nodes].sort(
    (a, b) =>
      rank[a.state] - rank[b.state] || a.name.localeCompare(b.name, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1),
  );
