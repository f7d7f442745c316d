import { z } from "zod";
import { restoredTogether, unassign } from "../assignment/with-assignments.ts";
import { duplicateReasons } from "../duplicate/rules.ts";
import { ActorId, DoctorId, PatientId } from "../field/ids.ts";
import { personNameFields, withName } from "../field/person-name.ts";
import {
  CalendarDate,
  ExpectedVersion,
  Gender,
  Instant,
  optionalEmail,
  optionalLanguage,
  optionalPhoneNumber,
  optionalText,
  PageInput,
  pageOf,
  phoneNumberOrOwn,
  removedOf,
  SearchText,
  Sort,
} from "../field/schemas.ts";
import { onlyWith, shownInRefusals } from "../procedure/guarded-fields.ts";
import { isPlausibleBirth, oldest } from "./rules.ts";

export const Patient = z
  .object({
    id: PatientId,
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    dateOfBirth: z.iso
      .date()
      .nullable()
      .describe("Where only an age was given: the first of January of the approximate birth year."),
    dateOfBirthApproximate: z.boolean(),
    age: z.int().nullable().describe("In whole years, today (UTC)."),
    gender: Gender,
    phoneNumber: z.string().nullable(),
    email: z.string().nullable(),
    preferredLanguage: z.string().nullable().describe("A BCP 47 tag in canonical form, such as `de-CH`."),
    address: z.string().nullable(),
    medicalHistory: onlyWith(
      "patient:read-clinical",
      z.string().nullable().describe("Null, too, for who lacks the permission `patient:read-clinical`."),
    ),
    createdBy: ActorId,
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "Patient" });
export type Patient = z.output<typeof Patient>;
shownInRefusals(Patient);

/** A patient who may be the same person, and why. */
export const PossibleDuplicate = z
  .object({
    patient: Patient,
    /** From 60 on somebody should look; 100 is the most. */
    score: z.int().min(0).max(100),
    reasons: z.array(z.enum(duplicateReasons)),
  })
  .meta({ id: "PossibleDuplicate" });
export type PossibleDuplicate = z.output<typeof PossibleDuplicate>;

declare module "../error/domain-error.ts" {
  interface FeatureDetails {
    /** Who it may be, for `POSSIBLE_DUPLICATE`. */
    candidates?: PossibleDuplicate[];
  }
}

/** The most likely first; there is no next page. */
export const PossibleDuplicatePage = pageOf(PossibleDuplicate);
export type PossibleDuplicatePage = z.output<typeof PossibleDuplicatePage>;

export const PatientPage = pageOf(Patient);
export type PatientPage = z.output<typeof PatientPage>;

const details = {
  ...personNameFields,
  dateOfBirth: CalendarDate.refine(
    isPlausibleBirth,
    "Not a date of birth: in the future, or over 150 years ago",
  )
    .nullable()
    .optional()
    .describe("`YYYY-MM-DD`. Give this or the age; with both, they have to fit each other."),
  age: z
    .int()
    .min(0)
    .max(150)
    .nullable()
    .optional()
    .describe(
      "In whole years, where the date of birth is not known: it is then taken as approximate. An age never replaces an exact date that it fits.",
    ),
  gender: Gender.optional(),
  phoneNumber: optionalPhoneNumber().optional(),
  email: optionalEmail().optional(),
  preferredLanguage: optionalLanguage().optional().describe("A BCP 47 tag, such as `de-CH`."),
  address: optionalText(500).optional(),
  medicalHistory: onlyWith("patient:read-clinical", optionalText(20_000).optional()),
};

/** `name`, or `firstName` and `lastName`; `dateOfBirth` or `age`. Only a name and the gender are required. */
export const CreatePatient = withName(
  z.strictObject({
    ...details,
    gender: Gender,
    onDuplicates: z
      .enum(["allow", "refuse"])
      .default("allow")
      .describe(
        "`refuse`: when the practice has a patient who may be the same person, nothing is made, and `POSSIBLE_DUPLICATE` names them.",
      ),
  }),
);
export type CreatePatient = z.output<typeof CreatePatient>;

export const UpdatePatient = z.strictObject({
  id: PatientId,
  expectedVersion: ExpectedVersion,
  ...details,
  phoneNumber: phoneNumberOrOwn().optional(),
});
export type UpdatePatient = z.output<typeof UpdatePatient>;

/** For a form, which sends only what was changed: a number that was entered has to be one. */
export const EditPatient = UpdatePatient.extend({ phoneNumber: details.phoneNumber });

export const PatientById = z.strictObject({ id: PatientId });
export const RemovePatient = z.strictObject({ id: PatientId, expectedVersion: ExpectedVersion, unassign });
export type RemovePatient = z.output<typeof RemovePatient>;

const AgeLimit = z.int().min(0).max(oldest);

export const ListPatients = z
  .strictObject({
    ...PageInput.shape,
    q: SearchText,
    sort: Sort.default("newest"),
    gender: Gender.optional().describe("Only patients of this gender."),
    doctorId: DoctorId.optional().describe("Only patients that this doctor is assigned to."),
    minAge: AgeLimit.optional().describe(
      "Only patients who are this old, in whole years today (UTC), or older; nobody whose age is not known.",
    ),
    maxAge: AgeLimit.optional().describe(
      "Only patients who are this old, in whole years today (UTC), or younger; nobody whose age is not known.",
    ),
  })
  .refine(({ minAge = 0, maxAge = oldest }) => minAge <= maxAge, {
    error: "Has to be no greater than `maxAge`",
    path: ["minAge"],
  })
  .prefault({});
export type ListPatients = z.output<typeof ListPatients>;

export const RestorePatient = z.strictObject({ id: PatientId });

export const RestoredPatient = Patient.extend(restoredTogether).meta({ id: "RestoredPatient" });
export type RestoredPatient = z.output<typeof RestoredPatient>;

export const ListRemovedPatients = PageInput.prefault({});
export type ListRemovedPatients = z.output<typeof ListRemovedPatients>;

/** `mergedInto`: whom the patient was merged into; null where they were removed otherwise. */
export const RemovedPatientPage = pageOf(removedOf(Patient).extend({ mergedInto: PatientId.nullable() }));
export type RemovedPatientPage = z.output<typeof RemovedPatientPage>;

export const ListPatientDoctors = z.strictObject({ id: PatientId, ...PageInput.shape });
