import { instantOf } from "../../words/format/zoned-date.ts";

const form = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;

/**
 * The end of the selected minute in the user's time zone, in UTC. To the microsecond, like the server's times: a
 * version saved at 17:12:40 is included in 17:12. Null if it is not a time.
 */
export function endOfPicked(picked: string): string | null {
  const found = form.exec(picked);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, fraction] = found;
  const parts = { year, month, day, hour, minute, second: second ?? "0" };
  const begin = instantOf(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Number(text)])),
  );
  const length = fraction === undefined ? (second === undefined ? 60_000 : 1_000) : 1;
  const past = fraction === undefined ? 0 : Number(fraction.padEnd(3, "0"));
  const end = new Date(begin.getTime() + past + length - 1);
  return Number.isNaN(end.getTime()) ? null : end.toISOString().replace("Z", "999Z");
}
