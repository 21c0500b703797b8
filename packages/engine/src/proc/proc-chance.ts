/** Decides whether an effect goes off. Each kind is a class; all draw from the fight's random stream. */
export interface ProcChance {
  /** One attempt, now. */
  attempt(): boolean;
}
