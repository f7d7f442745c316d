import type { PatientId } from "@caretype/client";
import { TZDate } from "@date-fns/tz";
import { timeZone } from "../../../../../words/format/format.ts";

type Clock = { now?: Date; zone?: string };

/** Has the patient's id, not the name, as others can see file names. */
export const accessFileName = (
  patientId: PatientId,
  { now = new Date(), zone = timeZone }: Clock = {},
): string => `access-log-${patientId}-${new TZDate(now.getTime(), zone).toISOString().slice(0, 10)}.csv`;

/** A row's first columns: the patient's id, and the instant in UTC. */
const rowStart = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}),(\d{4}-\d\d-\d\dT[\d:.]+Z)(?=,)/gm;

/** Converts an access log's times to the user's time zone, with the offset: `2026-11-22T10:31:05.123456+01:00`. */
export const inReadersZone = (csv: string, zone = timeZone): string =>
  csv.replace(rowStart, (_row, id: string, instant: string) => `${id},${zonedTime(instant, zone)}`);

function zonedTime(instant: string, zone: string): string {
  // JavaScript dates have only milliseconds.
  const [fraction = ""] = instant.match(/\.\d+/) ?? [];
  return new TZDate(Date.parse(instant), zone).toISOString().replace(/\.\d+/, fraction);
}
