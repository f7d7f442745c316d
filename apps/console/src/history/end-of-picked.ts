/** The precision of a picked time, in milliseconds. */
function lengthOf(picked: string): number {
  if (/T\d\d:\d\d$/.test(picked)) return 60_000;
  return /T\d\d:\d\d:\d\d$/.test(picked) ? 1_000 : 1;
}

/**
 * The last instant of the picked minute, in UTC.
 * To the microsecond, like the server's times: a version saved at 17:12:40 counts as of 17:12. Null if it is
 * not a time.
 */
export function endOfPicked(picked: string): string | null {
  if (!picked.includes("T")) return null;
  const end = new Date(new Date(picked).getTime() + lengthOf(picked) - 1);
  return Number.isNaN(end.getTime()) ? null : end.toISOString().replace("Z", "999Z");
}
