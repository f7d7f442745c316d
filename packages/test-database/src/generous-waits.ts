/** Settings of `openDatabase` that no test reaches because a machine is busy, even if it holds locks for long. */
export const generousWaits = {
  connectTimeoutMilliseconds: 60_000,
  lockTimeoutMilliseconds: 60_000,
  searchTimeoutMilliseconds: 60_000,
  statementTimeoutMilliseconds: 60_000,
  waitMilliseconds: 60_000,
};
