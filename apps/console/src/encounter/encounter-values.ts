import type { Doctor, Encounter } from "@caretype/client";
import { timeOf, wallOf } from "../appointment/calendar/wall.ts";
import type { PracticeTime } from "../appointment/practice-time.ts";
import { type CodedText, codedTextOf, isSameConcept } from "../codes/field/coded-text.ts";
import { commonTexts } from "../texts/common.ts";
import { encounterTexts as texts } from "../texts/encounter.ts";

export type ChosenDoctor = Pick<Doctor, "id" | "name" | "specializationLabel">;

/** What the form holds. Times are those of the practice's wall, as `2026-11-24T10:00`; empty if there are none. */
export type EncounterValues = {
  class: Encounter["class"];
  reason: CodedText;
  doctor: ChosenDoctor | null;
  startedAt: string;
  endedAt: string;
};

export type Problems = Partial<Record<"reason" | "startedAt" | "endedAt", string>>;

/** Converts an instant to what an input of a day and a time holds. */
export function pickedOf(instant: string | null, timeZone: string): string {
  if (instant === null) return "";
  const { date, minute } = wallOf(timeZone)(instant);
  return `${date}T${timeOf(minute)}`;
}

/** Converts it back; null if clocks skip that time. */
export function instantOfPicked(picked: string, { instantAt }: PracticeTime): string | null {
  const [date = "", time = ""] = picked.split("T");
  return instantAt(date, time.slice(0, 5));
}

/** What is wrong with the times that are asked for. */
export function problemsOf(
  values: EncounterValues,
  times: readonly ("startedAt" | "endedAt")[],
  practice: PracticeTime,
): Problems {
  const problems: Problems = {};
  for (const name of times) {
    if (values[name] === "") problems[name] = commonTexts.required;
    else if (instantOfPicked(values[name], practice) === null) problems[name] = texts.form.isSkipped;
  }
  return problems;
}

export function valuesOf(encounter: Encounter, timeZone: string): EncounterValues {
  const { doctorId, doctorName, reason, startedAt, endedAt } = encounter;
  const isKnown = doctorId !== null && doctorName !== null;
  return {
    class: encounter.class,
    reason: codedTextOf(reason),
    doctor: isKnown ? { id: doctorId, name: doctorName, specializationLabel: "" } : null,
    startedAt: pickedOf(startedAt, timeZone),
    endedAt: pickedOf(endedAt, timeZone),
  };
}

/** No words: no reason. */
export const enteredReason = ({ reason: { text, coding } }: Pick<EncounterValues, "reason">) =>
  text.trim() === "" ? null : { text, coding };

/** Only what was changed in the form, so that it overwrites nothing that somebody else has changed meanwhile. */
export function changesOf(before: EncounterValues, after: EncounterValues, practice: PracticeTime) {
  const moment = (name: "startedAt" | "endedAt") => {
    const instant = after[name] === before[name] ? null : instantOfPicked(after[name], practice);
    return instant === null ? {} : { [name]: instant };
  };
  return {
    ...(after.class === before.class ? {} : { class: after.class }),
    ...(isSameConcept(after.reason, before.reason) ? {} : { reason: enteredReason(after) }),
    ...(after.doctor?.id === before.doctor?.id ? {} : { doctorId: after.doctor?.id ?? null }),
    ...moment("startedAt"),
    ...moment("endedAt"),
  };
}
