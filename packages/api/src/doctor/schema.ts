import { z } from "zod";
import { restoredTogether, unassign } from "../assignment/with-assignments.ts";
import { ActorId, DoctorId } from "../field/ids.ts";
import { personNameFields, withName } from "../field/person-name.ts";
import {
  ExpectedVersion,
  Gender,
  Instant,
  optionalEmail,
  optionalLine,
  optionalPhoneNumber,
  optionalText,
  PageInput,
  pageOf,
  phoneNumberOrOwn,
  removedOf,
  requiredLine,
  SearchText,
  Sort,
} from "../field/schemas.ts";

export const Doctor = z
  .object({
    id: DoctorId,
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    specialization: z.string().nullable().describe("A code or free text, as given."),
    specializationLabel: z.string().nullable().describe("The code's meaning, or the free text itself."),
    licenseNumber: z.string().nullable(),
    yearsOfExperience: z.int().nullable(),
    contactInfo: z.string().nullable(),
    phoneNumber: z.string().nullable(),
    email: z.string().nullable(),
    gender: Gender.nullable(),
    maxAppointmentsPerDay: z.int(),
    createdBy: ActorId,
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "Doctor" });
export type Doctor = z.output<typeof Doctor>;

export const DoctorPage = pageOf(Doctor);
export type DoctorPage = z.output<typeof DoctorPage>;

/** What a specialization may be given as, and what that is in words. */
export const specializationCodes = {
  CARD: "Cardiology",
  DERM: "Dermatology",
  NEUR: "Neurology",
  ORTH: "Orthopedics",
  PED: "Pediatrics",
  GEN: "General Medicine",
} as const;

const details = {
  ...personNameFields,
  specialization: optionalLine(200)
    .optional()
    .describe(`A code (${Object.keys(specializationCodes).join(", ")}) or free text.`),
  licenseNumber: optionalLine(100).optional().describe("No other doctor in the directory may have it."),
  yearsOfExperience: z.int().min(0).max(100).nullable().optional(),
  contactInfo: optionalText(2000).optional(),
  phoneNumber: optionalPhoneNumber().optional(),
  email: optionalEmail().optional(),
  gender: Gender.nullable().optional(),
  maxAppointmentsPerDay: z.int().min(0).max(1000).optional(),
};

/** `name`, or `firstName` and `lastName`. Licence number and e-mail are unique where given. */
export const CreateDoctor = withName(z.strictObject(details));
export type CreateDoctor = z.output<typeof CreateDoctor>;

export const UpdateDoctor = z.strictObject({
  id: DoctorId,
  expectedVersion: ExpectedVersion,
  ...details,
  phoneNumber: phoneNumberOrOwn().optional(),
});
export type UpdateDoctor = z.output<typeof UpdateDoctor>;

/** For a form, which sends only what was changed: a number that was entered has to be one. */
export const EditDoctor = UpdateDoctor.extend({ phoneNumber: details.phoneNumber });

export const DoctorById = z.strictObject({ id: DoctorId });
export const RemoveDoctor = z.strictObject({ id: DoctorId, expectedVersion: ExpectedVersion, unassign });
export type RemoveDoctor = z.output<typeof RemoveDoctor>;

export const ListDoctors = z
  .strictObject({
    ...PageInput.shape,
    q: SearchText,
    sort: Sort.default("newest"),
    gender: Gender.optional().describe("Only doctors of this gender."),
    specialization: requiredLine(200)
      .optional()
      .describe("Only doctors of this specialization: a code or free text, in upper or lower case."),
  })
  .prefault({});
export type ListDoctors = z.output<typeof ListDoctors>;

export const RestoreDoctor = z.strictObject({ id: DoctorId });

export const RestoredDoctor = Doctor.extend(restoredTogether).meta({ id: "RestoredDoctor" });
export type RestoredDoctor = z.output<typeof RestoredDoctor>;

export const ListRemovedDoctors = PageInput.prefault({});
export type ListRemovedDoctors = z.output<typeof ListRemovedDoctors>;

export const RemovedDoctorPage = pageOf(removedOf(Doctor));
export type RemovedDoctorPage = z.output<typeof RemovedDoctorPage>;

export const MayChangeDoctor = z
  .strictObject({ id: DoctorId.optional().describe("Which doctor; without one, whether any may be added.") })
  .prefault({});

export const DoctorRights = z
  .object({
    /** Null where it was asked whether any may be added. */
    id: DoctorId.nullable(),
    mayChange: z.boolean(),
    /** The code of the error that a change would be refused with. */
    refusal: z.enum(["VERIFIED_EMAIL_REQUIRED", "DOCTOR_OF_OTHERS"]).nullable(),
  })
  .meta({ id: "DoctorRights" });
export type DoctorRights = z.output<typeof DoctorRights>;

const Ids = z.array(DoctorId).min(1, "Name one at least").max(200, "Name at most 200");

export const DoctorsWorkload = z.strictObject({ ids: Ids.describe("Of which doctors, at most 200.") });

export const Workload = z
  .object({
    doctorId: DoctorId,
    /** Whom the doctor is assigned to in the practice. */
    patients: z.int(),
    maxAppointmentsPerDay: z.int(),
  })
  .meta({ id: "Workload" });
export type Workload = z.output<typeof Workload>;

/** In the order in which they were asked for; there is no next page. */
export const WorkloadPage = pageOf(Workload);
export type WorkloadPage = z.output<typeof WorkloadPage>;

export const ListSpecializations = z.strictObject({}).prefault({});

export const UsedSpecialization = z
  .object({
    specialization: z.string().describe("As some doctor has it, for the filter of the list."),
    label: z.string().describe("The code's meaning, or the free text itself."),
    doctors: z.int().describe("How many of its doctors have a patient in the practice."),
  })
  .meta({ id: "UsedSpecialization" });

/** The most used first; there is no next page. */
export const SpecializationPage = pageOf(UsedSpecialization);
export type SpecializationPage = z.output<typeof SpecializationPage>;
