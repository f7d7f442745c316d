/** Browsers send some 150 characters. A parser takes milliseconds for 15,000. */
const longestAccept = 1_000;

/** A header of the `Accept` family for a parser; undefined, which asks for nothing, for one that is too long. */
export const shortEnough = (accept: string | undefined): string | undefined =>
  accept === undefined || accept.length > longestAccept ? undefined : accept;
