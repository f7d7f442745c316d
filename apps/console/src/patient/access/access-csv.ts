import type { PatientId } from "@caretype/client";
import { dayOf } from "./access-period.ts";

/** The file's name is visible to others, so it has the patient's id and not the name. */
export const accessFileName = (patientId: PatientId, now = new Date()): string =>
  `access-log-${patientId}-${dayOf(now)}.csv`;

/** The first columns of a row: the patient's id, and the instant in UTC. */
const rowStart = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}),(\d{4}-\d\d-\d\dT[\d:.]+Z)(?=,)/gm;

/** Converts the times of an access log to the reader's time zone, with the offset: `2026-11-22T10:31:05.123456+01:00`. */
export const inReadersZone = (csv: string): string =>
  csv.replace(rowStart, (_row, id: string, instant: string) => `${id},${localTime(instant)}`);

function localTime(instant: string): string {
  const date = new Date(instant);
  // Dates have milliseconds only.
  const [fraction = ""] = instant.match(/\.\d+/) ?? [];
  const offset = -date.getTimezoneOffset();
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  const sign = offset < 0 ? "-" : "+";
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map(twoDigits);
  return `${dayOf(date)}T${time}${fraction}${sign}${hours}:${minutes}`;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");
