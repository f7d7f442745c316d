import { z } from "zod";
import { ActorId, AssignmentId, branded, DoctorId, Id, PatientId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import {
  ExpectedVersion,
  Instant,
  optionalText,
  PageInput,
  pageOf,
  removedOf,
  UpdatedAt,
  Version,
} from "../../kernel/field/schemas.ts";
import { registerRefusalRecord } from "../../kernel/procedure/guarded-fields.ts";
import { Doctor } from "../doctor/schema.ts";
import { Patient } from "../patient/schema.ts";

export const Assignment = namedObject("Assignment", "A doctor who treats a patient.", {
  id: AssignmentId,
  patientId: PatientId,
  doctorId: DoctorId,
  patient: Patient.describe("The whole record of the patient."),
  doctor: Doctor.describe("The whole entry of the doctor."),
  patientName: z.string().describe("The patient's current name."),
  doctorName: z.string().describe("The doctor's current name."),
  reasonForVisit: z.string().nullable().describe("The reason, as free text. Null if none was given."),
  assignedBy: ActorId.describe("The account that assigned the doctor. `member.names` has its current name."),
  assignedAt: Instant.describe("When the doctor was assigned, in UTC."),
  updatedAt: UpdatedAt,
  version: Version,
});
export type Assignment = z.output<typeof Assignment>;
registerRefusalRecord(Assignment);

export const AssignmentPage = pageOf(Assignment);
export type AssignmentPage = z.output<typeof AssignmentPage>;

export const CareTeam = namedObject(
  "CareTeam",
  "A patient and their most recently assigned doctors, 200 at most.",
  {
    patient: Patient.describe("The whole record of the patient."),
    patientId: PatientId,
    doctors: z.array(Doctor).describe("The patient's doctors, the newest assignment first, 200 at most."),
  },
);
export type CareTeam = z.output<typeof CareTeam>;

/** Maximum doctors per patient in a list of patients. */
export const maxListedDoctors = 10;

export const ListDoctorsOfPatients = z.strictObject({
  patientIds: z
    .array(PatientId)
    .min(1, "Send at least one id")
    .max(200, "Send at most 200 ids")
    .describe("The ids of up to 200 patients."),
});

export const DoctorsOfPatient = namedObject("DoctorsOfPatient", "The doctors of one of several patients.", {
  patientId: PatientId,
  doctors: z
    .array(z.object({ id: DoctorId, name: z.string().describe("The doctor's current name.") }))
    .describe(`Newest assignment first, ${maxListedDoctors} at most.`),
});
export type DoctorsOfPatient = z.output<typeof DoctorsOfPatient>;

/** There is never a next page. */
export const DoctorsOfPatientPage = pageOf(DoctorsOfPatient);
export type DoctorsOfPatientPage = z.output<typeof DoctorsOfPatientPage>;

const reasonForVisit = optionalText(2000).optional();

export const CreateAssignment = z.strictObject({
  patientId: PatientId,
  doctorId: DoctorId,
  reasonForVisit: reasonForVisit.describe(
    "Why the patient sees the doctor, as free text. Empty becomes null.",
  ),
});
export type CreateAssignment = z.output<typeof CreateAssignment>;

/** Only the reason can change. Patient and doctor, if sent, must be the current ones. */
export const UpdateAssignment = z.strictObject({
  id: AssignmentId,
  expectedVersion: ExpectedVersion,
  patientId: PatientId.optional().describe("If sent, has to be the current patient."),
  doctorId: DoctorId.optional().describe("If sent, has to be the current doctor."),
  reasonForVisit: reasonForVisit.describe(
    "Why the patient sees the doctor, as free text. Empty becomes null.",
  ),
});
export type UpdateAssignment = z.output<typeof UpdateAssignment>;

export const AssignmentById = z.strictObject({ id: AssignmentId });
export const AssignmentOrPatientId = z.strictObject({
  id: branded<AssignmentId | PatientId>(
    Id.meta({
      description: "An assignment, or a patient for a page of all of theirs.",
      formerIdsOf: "patient",
    }),
  ),
});
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

/** Names only: patient and doctor may also be removed. An erased person's name is null. */
const RemovedAssignment = Assignment.omit({ patient: true, doctor: true })
  .extend({
    patientName: z.string().nullable().describe("The patient's name. Null if the patient was erased."),
    doctorName: z.string().nullable().describe("The doctor's name. Null if the doctor was erased."),
  })
  .describe("An assignment as it was at its removal, with both people's names.")
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
