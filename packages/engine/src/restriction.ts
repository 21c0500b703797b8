/** What can keep an actor from using abilities; an actor carries a sum of these. */
export const restriction = Object.freeze({
  /** On the move: nothing with a cast, unless it may be cast on the move. */
  moving: 1,
  /** Nobody is there to be attacked. */
  noTarget: 2,
  /** Can do nothing at all. */
  stunned: 4,
});
