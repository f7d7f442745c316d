import { ActorId, AppointmentId, DoctorId, EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  ExpectedVersion,
  Instant,
  Moment,
  PageInput,
  pageOf,
  requiredReason,
  stamps,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { Concept, EnteredConcept } from "../clinical/schema.ts";

/** Statuses of FHIR's Encounter. */
export const EncounterStatus = z
  .enum(["planned", "arrived", "in-progress", "finished", "cancelled", "entered-in-error"])
  .describe("As in FHIR. `arrived`: the patient waits. `entered-in-error`: it never was, and is in no list.");
export type EncounterStatus = z.output<typeof EncounterStatus>;

export const EncounterClass = z
  .enum(["ambulatory", "emergency", "field", "home", "inpatient", "virtual"])
  .describe("Where the patient is seen. `field`: outside of a building. `virtual`: by telephone or video.");
export type EncounterClass = z.output<typeof EncounterClass>;

const described = {
  reason: "Why the patient is seen, in words, and as a code if there is one.",
  doctorId: "The doctor who sees the patient. Null if none does.",
  appointmentId: "The appointment that it follows. Null if there was none.",
  startedAt: "When it began, which may be long before it was written.",
  endedAt: "When it ended.",
};

export const Encounter = namedObject("Encounter", "A patient is seen: when, by whom and why.", {
  id: EncounterId,
  patientId: PatientId,
  patientName: z.string().describe("The patient's current name."),
  doctorId: DoctorId.nullable().describe(described.doctorId),
  doctorName: z.string().nullable().describe("Null without a doctor, and if the doctor was erased."),
  appointmentId: AppointmentId.nullable().describe(described.appointmentId),
  class: EncounterClass,
  status: EncounterStatus,
  reason: Concept.nullable().describe(`${described.reason} Null if unknown.`),
  startedAt: Instant.nullable().describe(`${described.startedAt} In UTC. Null before it begins.`),
  endedAt: Instant.nullable().describe(`${described.endedAt} In UTC. Null before.`),
  cancellationReason: z.string().nullable().describe("Why it was cancelled. Null if it was not."),
  errorReason: z.string().nullable().describe("Why it was entered in error. Null if it was not."),
  lockedAt: Instant.nullable().describe("When it was locked, in UTC. Null if it was not."),
  lockedBy: ActorId.nullable().describe("The account that locked it. Null if it is not locked."),
  ...stamps,
});
export type Encounter = z.output<typeof Encounter>;

export const EncounterPage = pageOf(Encounter);
export type EncounterPage = z.output<typeof EncounterPage>;

export const ListEncounters = z
  .strictObject({
    ...PageInput.shape,
    patientId: PatientId.optional().describe("Only the encounters of this patient."),
    doctorId: DoctorId.optional().describe("Only the encounters of this doctor."),
    status: EncounterStatus.optional().describe(
      "Only encounters with this status. Those that were entered in error are listed only with `entered-in-error`.",
    ),
    from: Moment.optional().describe("Only encounters that began at this instant or later."),
    to: Moment.optional().describe("Only encounters that began before this instant."),
  })
  .prefault({});
export type ListEncounters = z.output<typeof ListEncounters>;

export const EncounterById = z.strictObject({ id: EncounterId });

const details = {
  class: EncounterClass.optional(),
  reason: EnteredConcept.nullable().optional().describe(`${described.reason} Null: unknown.`),
  doctorId: DoctorId.nullable().optional().describe(described.doctorId),
  appointmentId: AppointmentId.nullable()
    .optional()
    .describe(`${described.appointmentId} It has to be of the same patient.`),
  startedAt: Moment.optional().describe(described.startedAt),
  endedAt: Moment.optional().describe(described.endedAt),
};

export const CreateEncounter = z.strictObject({
  patientId: PatientId,
  ...details,
  class: EncounterClass.default("ambulatory").describe(
    `${EncounterClass.description} Default: \`ambulatory\`.`,
  ),
  status: z
    .enum(["planned", "arrived", "in-progress", "finished"])
    .default("in-progress")
    .describe("How far it is. `finished`: it is over, and was not written down then."),
  startedAt: details.startedAt.describe(
    `${described.startedAt} Default: now, if it is in progress. Required if it is finished.`,
  ),
  endedAt: details.endedAt.describe(`${described.endedAt} Only if it is finished. Default: now.`),
});
export type CreateEncounter = z.output<typeof CreateEncounter>;

const change = { id: EncounterId, expectedVersion: ExpectedVersion };

export const UpdateEncounter = z.strictObject({ ...change, ...details });
export type UpdateEncounter = z.output<typeof UpdateEncounter>;

export const ChangeEncounter = z.strictObject(change);
export type ChangeEncounter = z.output<typeof ChangeEncounter>;

export const StartEncounter = z.strictObject({
  ...change,
  startedAt: details.startedAt.describe(`${described.startedAt} Default: now.`),
});
export type StartEncounter = z.output<typeof StartEncounter>;

export const FinishEncounter = z.strictObject({
  ...change,
  endedAt: details.endedAt.describe(`${described.endedAt} Default: now.`),
});
export type FinishEncounter = z.output<typeof FinishEncounter>;

export const CancelEncounter = z.strictObject({
  ...change,
  reason: requiredReason.describe("Why it is cancelled, on one line."),
});
export type CancelEncounter = z.output<typeof CancelEncounter>;

export const EnterEncounterInError = z.strictObject({
  ...change,
  reason: requiredReason.describe("Why it was wrong, on one line. It stays in the history."),
});
export type EnterEncounterInError = z.output<typeof EnterEncounterInError>;
