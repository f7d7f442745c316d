import { EncounterClass } from "@caretype/chart/encounter/schema";
import { type DoctorId, doctorId, type Encounter } from "@caretype/client";
import { z } from "zod";
import { texts as formTexts } from "../../../../kit/form/texts.en.ts";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { pickedOf } from "../../../../session/practice-time/wall.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { CodedText, codedTextOf, noCodedText } from "../codes/coded-text.ts";

/** Form values. Times are in the practice's time zone, as `2026-11-24T10:00`, or empty. */
export const EncounterValues = z.object({
  class: EncounterClass,
  reason: CodedText,
  doctor: z.object({ id: z.custom<DoctorId>(doctorId.is), name: z.string() }).nullable(),
  startedAt: z.string(),
  endedAt: z.string(),
});
export type EncounterValues = z.output<typeof EncounterValues>;

export type Problems = Partial<Record<"reason" | "startedAt" | "endedAt", string>>;

/** Converts it back; null if it is no time, or clocks skip it. */
export function instantOfPicked(picked: string, { instantAt }: PracticeTime): string | null {
  const [date, time] = picked.split("T");
  return date && time && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(picked) ? instantAt(date, time) : null;
}

/** Problems of the times. */
export function problemsOf(
  values: EncounterValues,
  times: readonly ("startedAt" | "endedAt")[],
  practice: PracticeTime,
): Problems {
  const problems: Problems = {};
  for (const name of times) {
    if (values[name] === "") problems[name] = commonTexts.required;
    else if (instantOfPicked(values[name], practice) === null) problems[name] = formTexts.date.isSkipped;
  }
  return problems;
}

export const emptyValues: EncounterValues = {
  class: "ambulatory",
  reason: noCodedText,
  doctor: null,
  startedAt: "",
  endedAt: "",
};

export function valuesOf(encounter: Encounter, timeZone: string): EncounterValues {
  const { doctorId, doctorName, reason, startedAt, endedAt } = encounter;
  const isKnown = doctorId !== null && doctorName !== null;
  return {
    class: encounter.class,
    reason: codedTextOf(reason),
    doctor: isKnown ? { id: doctorId, name: doctorName } : null,
    startedAt: pickedOf(startedAt, timeZone),
    endedAt: pickedOf(endedAt, timeZone),
  };
}
