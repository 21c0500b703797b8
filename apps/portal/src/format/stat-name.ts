/** A stat's name as players write it: `crit_rating` is Crit, `attack_power` is Attack power. */
export const readableStat = (key: string): string => {
  const words = key.replace(/_rating$/u, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
