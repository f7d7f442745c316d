import type { DoctorId, Encounter, RouterInputs } from "@caretype/client";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { type EncounterValues, instantOfPicked } from "./encounter-values.ts";
import { texts } from "./texts.en.ts";

/** The editable fields. An encounter's appointment never changes. */
export type EncounterDetails = Omit<
  RouterInputs["encounter"]["update"],
  "id" | "expectedVersion" | "appointmentId"
>;
export type EncounterField = keyof EncounterDetails;
export type EncounterMoment = "startedAt" | "endedAt";

/** What the history knows besides the version. */
type Showing = PracticeTime & { doctorNames: ReadonlyMap<DoctorId, string> };

type EncounterView<Sent> = {
  label: string;
  /** Text in the history. Null if not recorded. */
  show: (version: Partial<Encounter>, showing: Showing) => string | null;
  /** The value to send. Undefined: nothing. */
  send: (values: EncounterValues, practice: PracticeTime) => Sent;
};

type EncounterViews = { readonly [Name in EncounterField]-?: EncounterView<EncounterDetails[Name]> };

const momentView = (name: EncounterMoment) => ({
  label: texts.fields[name],
  show: ({ [name]: instant }: Partial<Encounter>, { dayAndTime }: Showing) =>
    instant ? dayAndTime(instant) : null,
  send: (values: EncounterValues, practice: PracticeTime) =>
    instantOfPicked(values[name], practice) ?? undefined,
});

/** The fields to enter, send and show in the history. A missing one does not compile. */
export const encounterFields: EncounterViews = {
  class: {
    label: texts.fields.class,
    show: ({ class: at }) => (at ? texts.classes[at] : null),
    send: (values) => values.class,
  },
  doctorId: {
    label: texts.fields.doctor,
    show: ({ doctorId }, { doctorNames }) => (doctorId && doctorNames.get(doctorId)) || null,
    send: ({ doctor }) => doctor?.id ?? null,
  },
  reason: {
    label: texts.fields.reason,
    show: ({ reason }) => reason?.text ?? null,
    // Empty text means no reason.
    send: ({ reason }) => (reason.text.trim() === "" ? null : reason),
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

/** The form's values as input for a new encounter. */
export const detailsOf = (values: EncounterValues, practice: PracticeTime): EncounterDetails =>
  detailsFrom(encounterFieldNames, (name) => encounterFields[name].send(values, practice));

/** Only what the user changed, so that concurrent changes by others are kept. */
export const changesOf = (
  before: EncounterValues,
  after: EncounterValues,
  practice: PracticeTime,
): EncounterDetails => {
  const [was, is] = [detailsOf(before, practice), detailsOf(after, practice)];
  return detailsFrom(
    encounterFieldNames.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])),
    (name) => is[name],
  );
};

/** The overwritten values. Sending them undoes the change. */
export const overwrittenBy = (changes: EncounterDetails, before: Encounter): EncounterDetails =>
  detailsFrom(Object.keys(changes).filter(isField), (name) =>
    // A time cannot be removed again.
    isMoment(name) ? (before[name] ?? undefined) : before[name],
  );
