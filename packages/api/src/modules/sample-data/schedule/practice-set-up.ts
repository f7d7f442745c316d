import type { HoursRules } from "@caretype/scheduling/opening-hours/schema";

/** A visit's purpose and length. */
export const sampleVisitTypes = [
  { name: "Consultation", minutes: 20, bufferAfter: 0, seats: 1 },
  { name: "First visit", minutes: 40, bufferAfter: 5, seats: 1 },
  { name: "Check-up", minutes: 30, bufferAfter: 10, seats: 1 },
  { name: "Vaccination", minutes: 10, bufferAfter: 5, seats: 1 },
  { name: "Blood test", minutes: 15, bufferAfter: 5, seats: 1 },
  { name: "Back exercises", minutes: 60, bufferAfter: 0, seats: 6 },
] as const;
export type SampleVisitName = (typeof sampleVisitTypes)[number]["name"];

export const sampleRooms = ["Room 1", "Room 2", "Room 3", "Room 4", "Treatment room"] as const;

/** The doctor who begins each session with a group. */
export const groupDoctorKey = "10";

/** The visit type for a reason of `sampleDoctors`. */
export function visitNameFor(reason: string): SampleVisitName {
  if (reason === "Vaccination" || reason === "Blood test") return reason;
  return /check/i.test(reason) ? "Check-up" : "Consultation";
}

type Line = readonly [weekday: number, opens: string, closes: string];

/** By the doctor's key. The third doctor is on duty at weekends. */
const hours: Readonly<Record<string, readonly Line[]>> = {
  1: [
    [1, "08:00", "12:00"],
    [2, "08:00", "12:00"],
    [2, "14:00", "17:00"],
    [4, "08:00", "12:00"],
    [5, "08:00", "12:00"],
  ],
  2: [
    [1, "09:00", "12:30"],
    [3, "08:30", "12:30"],
    [3, "14:00", "18:00"],
    [5, "09:00", "12:30"],
  ],
  3: [
    [1, "13:30", "17:00"],
    [4, "13:30", "17:00"],
    [6, "10:00", "14:00"],
    [7, "10:00", "13:00"],
  ],
  4: [
    [1, "08:30", "12:00"],
    [3, "08:30", "12:00"],
  ],
  5: [
    [2, "13:00", "17:00"],
    [5, "13:00", "16:00"],
  ],
  6: [[2, "14:00", "18:00"]],
  7: [
    [1, "14:00", "18:00"],
    [4, "09:00", "12:00"],
  ],
  8: [[3, "08:00", "12:00"]],
  9: [[5, "08:00", "12:00"]],
  10: [[4, "14:00", "18:00"]],
  11: [[1, "09:00", "12:00"]],
  12: [
    [2, "09:00", "12:00"],
    [5, "14:00", "17:00"],
  ],
};

/** The opening hours of a sample doctor. The first one has a day off at the end of the sample. */
export function sampleHours(key: string, dayOff: string): HoursRules {
  const weekly = (hours[key] ?? []).map(([weekday, opens, closes]) => ({
    weekday,
    opens,
    closes,
    validFrom: null,
    validTo: null,
  }));
  const off = { kind: "closed" as const, from: dayOff, to: dayOff, opens: null, closes: null };
  return { weekly, exceptions: key === "1" ? [off] : [] };
}
