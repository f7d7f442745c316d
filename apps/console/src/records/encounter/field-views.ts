import type { DoctorId, Encounter, RouterInputs } from "@caretype/client";
import type { PracticeTime } from "../../session/practice-time/practice-time.ts";
import { isSameConcept } from "../codes/coded-text.ts";
import { type EncounterValues, instantOfPicked } from "./encounter-values.ts";
import { texts } from "./texts.en.ts";

/** The editable fields. The form never changes the appointment that an encounter follows. */
export type EncounterDetails = Omit<
  RouterInputs["encounter"]["update"],
  "id" | "expectedVersion" | "appointmentId"
>;
export type EncounterField = keyof EncounterDetails;
export type EncounterMoment = "startedAt" | "endedAt";

/** What a history knows besides a version. */
type Showing = PracticeTime & { doctorNames: ReadonlyMap<DoctorId, string> };

type EncounterView<Sent> = {
  label: string;
  /** The text in the history. Null if nothing is recorded. */
  show: (version: Partial<Encounter>, showing: Showing) => string | null;
  isChanged: (before: EncounterValues, after: EncounterValues) => boolean;
  /** The value to send. Undefined: nothing. */
  send: (values: EncounterValues, practice: PracticeTime) => Sent;
  /** The value that undoes a change. Undefined: nothing does. */
  undo: (before: Encounter) => Sent;
};

type EncounterViews = { readonly [Name in EncounterField]-?: EncounterView<EncounterDetails[Name]> };

const momentView = (name: EncounterMoment) => ({
  label: texts.fields[name],
  show: ({ [name]: instant }: Partial<Encounter>, { dayAndTime }: Showing) =>
    instant ? dayAndTime(instant) : null,
  isChanged: (before: EncounterValues, after: EncounterValues) => before[name] !== after[name],
  send: (values: EncounterValues, practice: PracticeTime) =>
    instantOfPicked(values[name], practice) ?? undefined,
  undo: ({ [name]: instant }: Encounter) => instant ?? undefined,
});

/** The fields to enter, to send, to undo and to show in the history. A missing one does not compile. */
export const encounterFields: EncounterViews = {
  class: {
    label: texts.fields.class,
    show: ({ class: at }) => (at ? texts.classes[at] : null),
    isChanged: (before, after) => before.class !== after.class,
    send: (values) => values.class,
    undo: (before) => before.class,
  },
  doctorId: {
    label: texts.fields.doctor,
    show: ({ doctorId }, { doctorNames }) => (doctorId && doctorNames.get(doctorId)) || null,
    isChanged: (before, after) => before.doctor?.id !== after.doctor?.id,
    send: ({ doctor }) => doctor?.id ?? null,
    undo: ({ doctorId }) => doctorId,
  },
  reason: {
    label: texts.fields.reason,
    show: ({ reason }) => reason?.text ?? null,
    isChanged: (before, after) => !isSameConcept(before.reason, after.reason),
    // No words: no reason.
    send: ({ reason }) => (reason.text.trim() === "" ? null : reason),
    undo: ({ reason }) => reason,
  },
  startedAt: momentView("startedAt"),
  endedAt: momentView("endedAt"),
};

const isField = (name: string): name is EncounterField => name in encounterFields;
export const isMoment = (name: EncounterField): name is EncounterMoment =>
  name === "startedAt" || name === "endedAt";

export const encounterFieldNames: readonly EncounterField[] = Object.keys(encounterFields).filter(isField);

const detailsFrom = (
  names: readonly EncounterField[],
  read: (name: EncounterField) => unknown,
): EncounterDetails => Object.fromEntries(names.map((name) => [name, read(name)]));

/** What the form sends for a new encounter. */
export const detailsOf = (values: EncounterValues, practice: PracticeTime): EncounterDetails =>
  detailsFrom(encounterFieldNames, (name) => encounterFields[name].send(values, practice));

/** Only what was changed in the form, so that it overwrites nothing that somebody else has changed meanwhile. */
export const changesOf = (
  before: EncounterValues,
  after: EncounterValues,
  practice: PracticeTime,
): EncounterDetails =>
  detailsFrom(
    encounterFieldNames.filter((name) => encounterFields[name].isChanged(before, after)),
    (name) => encounterFields[name].send(after, practice),
  );

/** What the changes overwrite. Sending it undoes them. */
export const overwrittenBy = (changes: EncounterDetails, before: Encounter): EncounterDetails =>
  detailsFrom(Object.keys(changes).filter(isField), (name) => encounterFields[name].undo(before));
