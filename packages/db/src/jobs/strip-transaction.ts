/** pg-boss's own transaction boundaries. In a function's body, `begin` has no semicolon. */
const boundary = /^[ \t]*(?:BEGIN|COMMIT);[ \t]*$/gm;

/**
 * Returns pg-boss's commands for use in an open transaction.
 * Indexes are built with a lock instead of concurrently, which is fine because there are few jobs.
 */
export const stripTransaction = (text: string): string =>
  text.replace(boundary, "").replaceAll(/ INDEX CONCURRENTLY /g, " INDEX ");
