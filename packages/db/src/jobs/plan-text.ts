/** Where pg-boss begins and ends transactions of its own; in a function's body, `begin` stands without a semicolon. */
const boundary = /^[ \t]*(?:BEGIN|COMMIT);[ \t]*$/gm;

/**
 * Several commands of pg-boss as a part of a transaction that is open already. An index that it would make beside
 * running ones is made in their way: there are few jobs.
 */
export const withoutTransaction = (text: string): string =>
  text.replace(boundary, "").replaceAll(/ INDEX CONCURRENTLY /g, " INDEX ");
