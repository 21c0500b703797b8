/**
 * Like `Promise.all`, but settles only when every promise has: after a failure nothing is still starting that nobody would
 * stop. Rejects with the first failure in order.
 */
export const together = async <Values extends readonly unknown[]>(
  promises: readonly [...{ [Key in keyof Values]: Values[Key] | Promise<Values[Key]> }],
): Promise<Values> => {
  const settled = await Promise.allSettled(promises.map((each) => Promise.resolve(each)));
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined)) as unknown as Values;
};
