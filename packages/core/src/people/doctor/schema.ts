import { z } from "zod";
import { DoctorId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import { personNameFields, withName } from "../../kernel/field/person-name.ts";
import {
  ExpectedVersion,
  Gender,
  optionalComparedLine,
  optionalEmail,
  optionalPhoneNumber,
  optionalText,
  PageInput,
  pageOf,
  phoneNumberOrOwn,
  removedOf,
  requiredLine,
  SearchText,
  Sort,
  stamps,
} from "../../kernel/field/schemas.ts";
import { restoredTogether, unassign } from "../../mechanisms/removal/with-assignments.ts";

/** Why the caller may not write to the directory, or to one of its entries. */
export const directoryRefusals = ["VERIFIED_EMAIL_REQUIRED", "DOCTOR_OF_OTHERS"] as const;
/** Another doctor has the license number or the address. */
export const takenKeys = ["LICENSE_NUMBER_TAKEN", "DOCTOR_EMAIL_TAKEN"] as const;

export const Doctor = namedObject("Doctor", "A doctor in the directory, which all practices share.", {
  id: DoctorId,
  name: z.string().describe("The full name, as it is shown."),
  firstName: z.string().describe("The given names. From one `name`, all words but the last."),
  lastName: z.string().describe("The family name. Empty for a person with a single name."),
  specialization: z.string().nullable().describe("A code or free text, as given."),
  specializationLabel: z.string().nullable().describe("The code's meaning, or the free text itself."),
  licenseNumber: z.string().nullable().describe("Unique in the directory. Null if unknown."),
  yearsOfExperience: z.int().nullable().describe("In whole years. Null if unknown."),
  contactInfo: z
    .string()
    .nullable()
    .describe("Free text, such as hours on the telephone. Null if there is none."),
  phoneNumber: z.string().nullable().describe("In the notation in which it was given. Null if unknown."),
  email: z.string().nullable().describe("Unique in the directory, ignoring case. Null if unknown."),
  gender: Gender.nullable().describe("The administrative gender, as in FHIR. Null if unknown."),
  maxAppointmentsPerDay: z.int().describe("The most appointments that the doctor takes on one day."),
  ...stamps,
});
export type Doctor = z.output<typeof Doctor>;

export const DoctorPage = pageOf(Doctor).extend({
  similar: z.boolean().describe("True if nothing matches and these doctors only have similar names."),
});
export type DoctorPage = z.output<typeof DoctorPage>;

/** Codes for specializations, with their labels. */
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
  specialization: optionalComparedLine(200)
    .optional()
    .describe(`A code (${Object.keys(specializationCodes).join(", ")}) or free text.`),
  licenseNumber: optionalComparedLine(100).optional().describe("Unique in the directory."),
  yearsOfExperience: z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .optional()
    .describe("In whole years. Null if unknown."),
  contactInfo: optionalText(2000)
    .optional()
    .describe("Free text, such as hours on the telephone. Empty becomes null."),
  phoneNumber: optionalPhoneNumber()
    .optional()
    .describe("In the usual notation of a country. Empty becomes null."),
  email: optionalEmail().optional().describe("Unique in the directory, ignoring case. Empty becomes null."),
  gender: Gender.nullable().optional().describe("The administrative gender, as in FHIR. Null if unknown."),
  maxAppointmentsPerDay: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe("The most appointments that the doctor takes on one day."),
};

/** Requires `name`, or `firstName` and `lastName`. A licence number or email must be unique. */
export const CreateDoctor = withName(z.strictObject(details));
export type CreateDoctor = z.output<typeof CreateDoctor>;

export const UpdateDoctor = z.strictObject({
  id: DoctorId,
  expectedVersion: ExpectedVersion,
  ...details,
  phoneNumber: phoneNumberOrOwn()
    .optional()
    .describe("In the usual notation of a country. Empty becomes null."),
});
export type UpdateDoctor = z.output<typeof UpdateDoctor>;

/** For forms, which send only changed fields: a phone number that was entered must be valid. */
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
      .describe("Only doctors with this specialization: a code or free text, ignoring case."),
  })
  .prefault({});
export type ListDoctors = z.output<typeof ListDoctors>;

export const RestoreDoctor = z.strictObject({ id: DoctorId });

export const RestoredDoctor = Doctor.extend(restoredTogether)
  .describe("A restored doctor, and what became of the assignments that were removed together with them.")
  .meta({ id: "RestoredDoctor" });
export type RestoredDoctor = z.output<typeof RestoredDoctor>;

export const ListRemovedDoctors = PageInput.prefault({});
export type ListRemovedDoctors = z.output<typeof ListRemovedDoctors>;

export const RemovedDoctorPage = pageOf(removedOf(Doctor));
export type RemovedDoctorPage = z.output<typeof RemovedDoctorPage>;

export const MayChangeDoctor = z
  .strictObject({
    id: DoctorId.optional().describe("The doctor to change. Omit it to check for adding one."),
  })
  .prefault({});

export const DoctorRights = namedObject("DoctorRights", "Whether the caller may add or change a doctor.", {
  id: DoctorId.nullable().describe("The doctor of the check. Null if it was for adding one."),
  mayChange: z.boolean().describe("Whether the caller may add or change the doctor."),
  refusal: z
    .enum(directoryRefusals)
    .nullable()
    .describe("The error code with which a change would be refused. Null if it is allowed."),
});
export type DoctorRights = z.output<typeof DoctorRights>;

const Ids = z.array(DoctorId).min(1, "Send at least one id").max(200, "Send at most 200 ids");

export const DoctorsWorkload = z.strictObject({ ids: Ids.describe("The ids of up to 200 doctors.") });

export const Workload = namedObject("Workload", "How much a doctor has to do in the practice.", {
  doctorId: DoctorId,
  patients: z.int().describe("The number of patients in the practice that the doctor is assigned to."),
  appointmentsToday: z
    .int()
    .describe(
      "The doctor's appointments in the practice today, which count against `maxAppointmentsPerDay`.",
    ),
  maxAppointmentsPerDay: z.int().describe("The most appointments that the doctor takes on one day."),
});
export type Workload = z.output<typeof Workload>;

/** In the requested order. There is never a next page. */
export const WorkloadPage = pageOf(Workload);
export type WorkloadPage = z.output<typeof WorkloadPage>;

export const ListSpecializations = z.strictObject({}).prefault({});

export const UsedSpecialization = namedObject(
  "UsedSpecialization",
  "A specialization of doctors who have patients in the practice.",
  {
    specialization: z.string().describe("The value of one of the doctors, for the list's filter."),
    label: z.string().describe("The code's meaning, or the free text itself."),
    doctors: z.int().describe("The number of its doctors with a patient in the practice."),
  },
);

/** Most used first. There is never a next page. */
export const SpecializationPage = pageOf(UsedSpecialization);
export type SpecializationPage = z.output<typeof SpecializationPage>;
