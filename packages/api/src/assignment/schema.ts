import { z } from "zod";
import { Doctor } from "../doctor/schema.ts";
import { ActorId, AssignmentId, branded, DoctorId, Id, PatientId } from "../field/ids.ts";
import { ExpectedVersion, Instant, optionalText, PageInput, pageOf, removedOf } from "../field/schemas.ts";
import { Patient } from "../patient/schema.ts";
import { registerRefusalRecord } from "../procedure/guarded-fields.ts";

export const Assignment = z
  .object({
    id: AssignmentId,
    patientId: PatientId,
    doctorId: DoctorId,
    patient: Patient,
    doctor: Doctor,
    patientName: z.string(),
    doctorName: z.string(),
    reasonForVisit: z.string().nullable(),
    assignedBy: ActorId,
    assignedAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "Assignment" });
export type Assignment = z.output<typeof Assignment>;
registerRefusalRecord(Assignment);

export const AssignmentPage = pageOf(Assignment);
export type AssignmentPage = z.output<typeof AssignmentPage>;

/** A patient and their most recently assigned doctors, 200 at most. */
export const CareTeam = z
  .object({ patient: Patient, patientId: PatientId, doctors: z.array(Doctor) })
  .meta({ id: "CareTeam" });
export type CareTeam = z.output<typeof CareTeam>;

/** The most doctors listed for a patient among several. */
export const maxListedDoctors = 10;

export const ListDoctorsOfPatients = z.strictObject({
  patientIds: z
    .array(PatientId)
    .min(1, "Send at least one id")
    .max(200, "Send at most 200 ids")
    .describe("The ids of up to 200 patients."),
});

export const DoctorsOfPatient = z
  .object({
    patientId: PatientId,
    doctors: z
      .array(z.object({ id: DoctorId, name: z.string() }))
      .describe(`Newest assignment first, ${maxListedDoctors} at most.`),
  })
  .meta({ id: "DoctorsOfPatient" });
export type DoctorsOfPatient = z.output<typeof DoctorsOfPatient>;

/** There is never a next page. */
export const DoctorsOfPatientPage = pageOf(DoctorsOfPatient);
export type DoctorsOfPatientPage = z.output<typeof DoctorsOfPatientPage>;

const reasonForVisit = optionalText(2000).optional();

export const CreateAssignment = z.strictObject({ patientId: PatientId, doctorId: DoctorId, reasonForVisit });
export type CreateAssignment = z.output<typeof CreateAssignment>;

/** Only the reason can change. If sent, patient and doctor must be the current ones. */
export const UpdateAssignment = z.strictObject({
  id: AssignmentId,
  expectedVersion: ExpectedVersion,
  patientId: PatientId.optional().describe("If sent, has to be the current patient."),
  doctorId: DoctorId.optional().describe("If sent, has to be the current doctor."),
  reasonForVisit,
});
export type UpdateAssignment = z.output<typeof UpdateAssignment>;

export const AssignmentById = z.strictObject({ id: AssignmentId });
export const AssignmentOrPatientId = z.strictObject({ id: branded<AssignmentId | PatientId>(Id) });
export const RemoveAssignment = z.strictObject({ id: AssignmentId, expectedVersion: ExpectedVersion });
export const RemoveAssignmentPair = z.strictObject({
  patientId: PatientId,
  doctorId: DoctorId,
  expectedVersion: ExpectedVersion,
});

export const ListAssignments = z
  .strictObject({
    ...PageInput.shape,
    sort: z.enum(["newest", "oldest"]).default("newest").describe("Sorts by creation."),
    patientId: PatientId.optional().describe("Only the assignments of this patient."),
    doctorId: DoctorId.optional().describe("Only the assignments of this doctor."),
  })
  .prefault({});
export type ListAssignments = z.output<typeof ListAssignments>;

export const ListPatientAssignments = z.strictObject({ patientId: PatientId, ...PageInput.shape });
export type ListPatientAssignments = z.output<typeof ListPatientAssignments>;

export const RestoreAssignment = z.strictObject({ id: AssignmentId });

/** Has only names, because patient and doctor may also be removed. An erased person's name is null. */
const RemovedAssignment = Assignment.omit({ patient: true, doctor: true })
  .extend({ patientName: z.string().nullable(), doctorName: z.string().nullable() })
  .meta({ id: "RemovedAssignment" });

export const ListRemovedAssignments = z
  .strictObject({
    ...PageInput.shape,
    patientId: PatientId.optional().describe("Only removed assignments of this patient."),
  })
  .prefault({});
export type ListRemovedAssignments = z.output<typeof ListRemovedAssignments>;

export const RemovedAssignmentPage = pageOf(removedOf(RemovedAssignment));
export type RemovedAssignmentPage = z.output<typeof RemovedAssignmentPage>;
