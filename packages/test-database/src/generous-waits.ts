/** Settings of `openDatabase` that a busy machine does not exceed, even while locks are held for long. */
export const generousWaits = {
  connectTimeoutMilliseconds: 60_000,
  lockTimeoutMilliseconds: 60_000,
  searchTimeoutMilliseconds: 60_000,
  statementTimeoutMilliseconds: 60_000,
  waitMilliseconds: 60_000,
};
