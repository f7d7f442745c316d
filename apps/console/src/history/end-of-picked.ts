/** How long what was picked lasts: a field for a time has minutes, or seconds where somebody has given them. */
function lengthOf(picked: string): number {
  if (/T\d\d:\d\d$/.test(picked)) return 60_000;
  return /T\d\d:\d\d:\d\d$/.test(picked) ? 1_000 : 1;
}

/**
 * The last instant of the minute that was picked, in the reader's zone, to the microsecond, as the server keeps time: what
 * was saved at 17:12:40 was there at 17:12. Null where it is no time.
 */
export function endOfPicked(picked: string): string | null {
  if (!picked.includes("T")) return null;
  const end = new Date(new Date(picked).getTime() + lengthOf(picked) - 1);
  return Number.isNaN(end.getTime()) ? null : end.toISOString().replace("Z", "999Z");
}
