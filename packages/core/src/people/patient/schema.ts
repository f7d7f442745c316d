import { z } from "zod";
import { isBefore, latestTodayAnywhere } from "../../kernel/field/day.ts";
import { DoctorId, PatientId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import { PartialDate } from "../../kernel/field/partial-date.ts";
import { personNameFields, withName } from "../../kernel/field/person-name.ts";
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
  stamps,
} from "../../kernel/field/schemas.ts";
import { onlyWith, registerRefusalRecord } from "../../kernel/procedure/guarded-fields.ts";
import { restoredTogether, unassign } from "../../mechanisms/removal/with-assignments.ts";
import { likeness } from "./duplicate/schema.ts";
import { implausibleBirth, isPlausibleBirth, oldest } from "./rules.ts";

export const Patient = namedObject("Patient", "A patient of the practice.", {
  id: PatientId,
  name: z.string().describe("The full name, as it is shown."),
  firstName: z.string().describe("The given names. From one `name`, all words but the last."),
  lastName: z.string().describe("The family name. Empty for a person with a single name."),
  dateOfBirth: z.iso
    .date()
    .nullable()
    .describe("If only an age was given, the first of January of the approximate birth year."),
  dateOfBirthApproximate: z.boolean().describe("True if only an age was given."),
  age: z.int().nullable().describe("In whole years, today in the practice's time zone."),
  ageText: z
    .string()
    .nullable()
    .describe(
      "The age in words: in days under a month, in weeks under three, in months under two years, such as `17 months`. In years if only an age was given.",
    ),
  deceasedOn: z
    .string()
    .nullable()
    .describe("When the patient died: a year, a month or a day. Null: not known to have died."),
  gender: Gender.describe("The administrative gender, as in FHIR."),
  phoneNumber: z.string().nullable().describe("In the notation in which it was given. Null if unknown."),
  email: z.string().nullable().describe("Where the practice may write to. Null if unknown."),
  preferredLanguage: z.string().nullable().describe("A BCP 47 tag in canonical form, such as `de-CH`."),
  address: z.string().nullable().describe("On one or more lines. Null if unknown."),
  medicalHistory: onlyWith(
    "patient:read-clinical",
    z.string().nullable().describe("Null for callers without the permission `patient:read-clinical`."),
  ),
  ...stamps,
});
export type Patient = z.output<typeof Patient>;
registerRefusalRecord(Patient);

export const PossibleDuplicate = namedObject(
  "PossibleDuplicate",
  "A patient who may be the same person, with the reasons.",
  {
    patient: Patient.describe("The record that may be of the same person."),
    ...likeness,
  },
);
export type PossibleDuplicate = z.output<typeof PossibleDuplicate>;

declare module "../../kernel/error/domain-error.ts" {
  interface FeatureDetails {
    /** The possible duplicates, for `POSSIBLE_DUPLICATE`. */
    candidates?: PossibleDuplicate[];
    /** The patient that remains after a merge of the requested one, for `PATIENT_NOT_FOUND`. */
    mergedInto?: PatientId;
  }
}

/** Most likely first. There is never a next page. */
export const PossibleDuplicatePage = pageOf(PossibleDuplicate);
export type PossibleDuplicatePage = z.output<typeof PossibleDuplicatePage>;

export const PatientPage = pageOf(Patient).extend({
  similar: z.boolean().describe("True if nothing matches and these patients only have similar names."),
  formerNames: z
    .array(z.object({ id: PatientId, name: z.string().describe("The former name.") }))
    .describe(
      "The former names by which a search found patients, or those of patients who were merged into them.",
    ),
});
export type PatientPage = z.output<typeof PatientPage>;

const details = {
  ...personNameFields,
  // The practice is unknown here. A date in the future only there is refused later.
  dateOfBirth: CalendarDate.refine((date) => isPlausibleBirth(date, latestTodayAnywhere()), implausibleBirth)
    .nullable()
    .optional()
    .describe("`YYYY-MM-DD`. Send this or the age. If you send both, they must match."),
  age: z
    .int()
    .min(0)
    .max(150)
    .nullable()
    .optional()
    .describe(
      "In whole years, if the date of birth is unknown. It is stored as approximate. An age never replaces an exact date that it fits.",
    ),
  deceasedOn: PartialDate.refine((date) => !isBefore(latestTodayAnywhere(), date), "Is in the future")
    .nullable()
    .optional()
    .describe(
      "When the patient died: a year, a month or a day. From then on, nothing is sent to them. Null: not known to have died.",
    ),
  gender: Gender.optional().describe("The administrative gender, as in FHIR."),
  phoneNumber: optionalPhoneNumber()
    .optional()
    .describe("In the usual notation of a country. Empty becomes null."),
  email: optionalEmail().optional().describe("Where the practice may write to. Empty becomes null."),
  preferredLanguage: optionalLanguage().optional().describe("A BCP 47 tag, such as `de-CH`."),
  address: optionalText(500).optional().describe("On one or more lines. Empty becomes null."),
  medicalHistory: onlyWith("patient:read-clinical", optionalText(20_000).optional()).describe(
    "Free text. Empty becomes null. Requires the permission `patient:read-clinical`.",
  ),
};

export const OnDuplicates = z.enum(["allow", "refuse"]);
export type OnDuplicates = z.output<typeof OnDuplicates>;

/** `name`, or `firstName` and `lastName`; `dateOfBirth` or `age`. Only a name and the gender are required. */
export const CreatePatient = withName(
  z.strictObject({
    ...details,
    gender: Gender.describe("The administrative gender, as in FHIR."),
    onDuplicates: OnDuplicates.default("allow").describe(
      "`refuse`: if the practice may already have this patient, no patient is created, and `POSSIBLE_DUPLICATE` names the candidates.",
    ),
  }),
);
export type CreatePatient = z.output<typeof CreatePatient>;

export const UpdatePatient = z.strictObject({
  id: PatientId,
  expectedVersion: ExpectedVersion,
  ...details,
  phoneNumber: phoneNumberOrOwn()
    .optional()
    .describe("In the usual notation of a country. Empty becomes null."),
});
export type UpdatePatient = z.output<typeof UpdatePatient>;

/** For forms, which send only changed fields: a phone number that was entered must be valid. */
export const EditPatient = UpdatePatient.extend({ phoneNumber: details.phoneNumber });

export const PatientById = z.strictObject({ id: PatientId });
const Identifier = namedObject("Identifier", "An identifier of a patient in another system.", {
  system: z.string().describe("What assigned the identifier, such as the source of an import."),
  value: z.string().describe("Unique among the system's identifiers."),
});

/** At most 100. There is never a next page. */
export const IdentifierPage = pageOf(Identifier);
export type IdentifierPage = z.output<typeof IdentifierPage>;

const FormerName = namedObject("FormerName", "A name that a patient had.", {
  name: z.string().describe("The full name, as it was shown."),
  until: Instant.describe("Until when the patient had it, in UTC."),
});

/** At most 20, the latest first. There is never a next page. */
export const FormerNamePage = pageOf(FormerName);
export type FormerNamePage = z.output<typeof FormerNamePage>;

export const RemovePatient = z.strictObject({ id: PatientId, expectedVersion: ExpectedVersion, unassign });
export type RemovePatient = z.output<typeof RemovePatient>;

const PatientSearch = SearchText.describe(
  "Words separated by spaces or commas. Each must be part of a name, address, email address or phone number. Also finds dates of birth, and identifiers by their beginning. Ignores case, accents, the spelling of umlauts and the notation of phone numbers. One or two letters find only words of names that begin with them.",
);

const isSearched = (q = "") => /[^\s,]/.test(q);

const AgeLimit = z.int().min(0).max(oldest);

const PatientSort = z
  .enum([...Sort.options, "relevance"])
  .describe(
    `${Sort.description} \`relevance\`, only with \`q\`: the best matches first. If nothing matches, it lists patients with similar names. Default: \`relevance\` with \`q\`, else \`newest\`.`,
  );

const patientFilters = {
  q: PatientSearch,
  dateOrder: z
    .enum(["dmy", "mdy"])
    .optional()
    .describe(
      "Whether a date in `q` such as 02/03/1980 has the day or the month first. Without it, both match.",
    ),
  gender: Gender.optional().describe("Only patients of this gender."),
  doctorId: DoctorId.optional().describe("Only patients that this doctor is assigned to."),
  unassigned: z
    .boolean()
    .default(false)
    .describe("Only patients without a doctor. Cannot be combined with `doctorId`."),
  minAge: AgeLimit.optional().describe(
    "Only patients of this age or older, in whole years today where the practice is. Excludes patients without a known age, and the deceased.",
  ),
  maxAge: AgeLimit.optional().describe(
    "Only patients of this age or younger, in whole years today where the practice is. Excludes patients without a known age, and the deceased.",
  ),
};

type AgeLimits = { minAge?: number | undefined; maxAge?: number | undefined };
const areAgesInOrder = ({ minAge = 0, maxAge = oldest }: AgeLimits) => minAge <= maxAge;
const agesOutOfOrder = { error: "Has to be no greater than `maxAge`", path: ["minAge"] };

type DoctorFilter = { unassigned: boolean; doctorId?: DoctorId | undefined };
const isDoctorPossible = ({ unassigned, doctorId }: DoctorFilter) => !unassigned || doctorId === undefined;
const doctorWithUnassigned = { error: "Cannot be combined with `doctorId`", path: ["unassigned"] };

export const ListPatients = z
  .strictObject({ ...PageInput.shape, ...patientFilters, sort: PatientSort.optional() })
  .refine(areAgesInOrder, agesOutOfOrder)
  .refine(isDoctorPossible, doctorWithUnassigned)
  .refine(({ sort, q }) => sort !== "relevance" || isSearched(q), {
    error: "`relevance` needs words to search for in `q`",
    path: ["sort"],
  })
  .prefault({});
export type ListPatients = z.output<typeof ListPatients>;

export const CountPatients = z
  .strictObject(patientFilters)
  .refine(areAgesInOrder, agesOutOfOrder)
  .refine(isDoctorPossible, doctorWithUnassigned)
  .prefault({});
export type CountPatients = z.output<typeof CountPatients>;

export const PatientCount = namedObject("PatientCount", "How many patients match a search.", {
  count: z.int().min(0).describe("How many patients match."),
  isExact: z.boolean().describe("False if more patients match than are counted, such as 10,000."),
});
export type PatientCount = z.output<typeof PatientCount>;

export const RestorePatient = z.strictObject({ id: PatientId });

export const RestoredPatient = Patient.extend(restoredTogether)
  .describe("A restored patient, and what became of the assignments that were removed together with them.")
  .meta({ id: "RestoredPatient" });
export type RestoredPatient = z.output<typeof RestoredPatient>;

export const ListRemovedPatients = PageInput.prefault({});
export type ListRemovedPatients = z.output<typeof ListRemovedPatients>;

/** `mergedInto`: the patient that this one was merged into. Null for other removals. */
export const RemovedPatientPage = pageOf(
  removedOf(Patient).extend({
    mergedInto: PatientId.nullable().describe(
      "The patient that this one was merged into. Null for other removals.",
    ),
  }),
);
export type RemovedPatientPage = z.output<typeof RemovedPatientPage>;

export const ListPatientDoctors = z.strictObject({ id: PatientId, ...PageInput.shape });
