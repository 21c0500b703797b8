/** Whether the last request got any answer. A small observable store. */
export interface Reachability {
  readonly reachable: () => boolean;
  readonly report: (reached: boolean) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const createReachability = (): Reachability => {
  let current = true;
  const listeners = new Set<() => void>();
  return {
    reachable: () => current,
    report: (reached) => {
      if (reached === current) return;
      current = reached;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
