import { patientId } from "@caretype/client";
import { expect, it } from "vitest";
import { accessFileName, inReadersZone } from "./access-csv.ts";

const zone = "Europe/Vienna";
const id = patientId.parse("0198c0de-0000-7000-8000-000000000000");

it("names the file by the patient's id and the reader's day", () => {
  expect(accessFileName(id, { now: new Date("2026-11-21T23:30:00Z"), zone })).toBe(
    `access-log-${id}-2026-11-22.csv`,
  );
});

it("has times in the reader's zone, with the offset in summer and winter", () => {
  const rows = (...times: string[]) =>
    ["patient_id,at,who", ...times.map((time) => `${id},${time},"Ann, at 2026-01-01T00:00:00Z,"`), ""].join(
      "\r\n",
    );
  expect(inReadersZone(rows("2026-11-21T23:30:05.123456Z", "2026-07-01T08:00:00.000000Z"), zone)).toBe(
    rows("2026-11-22T00:30:05.123456+01:00", "2026-07-01T10:00:00.000000+02:00"),
  );
});
