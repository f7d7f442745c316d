import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import {
  ActorId,
  AllergyId,
  ConditionId,
  EncounterId,
  ImmunizationId,
  MedicationId,
  PatientId,
} from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { isPlaceholder } from "@caretype/core/kernel/field/placeholders";
import {
  comparedLine,
  ExpectedVersion,
  Instant,
  Moment,
  optionalText,
  PageInput,
  requiredLine,
  requiredReason,
  stamps,
} from "@caretype/core/kernel/field/schemas";
import { OnDuplicates } from "@caretype/core/people/patient/schema";
import { clinicalTypes } from "@caretype/db/kinds";
import { z } from "zod";
import { areSeveralCodes, codeOf, isOfForm, systemOf } from "./code-systems.ts";
import { statementCodes } from "./statements.ts";

// Pure: browsers use it for forms.

const described = {
  system: "The terminology, as a URI, such as `http://snomed.info/sct`.",
  code: "The code in the terminology.",
  display: "What the code meant when it was chosen. It stays, also if the terminology changes.",
  version: "The version of the terminology. Null if it is unknown.",
  text: "What it is, in words.",
};

const Coding = namedObject("Coding", "A code of a terminology.", {
  system: z.string().describe(described.system),
  code: z.string().describe(described.code),
  display: z.string().describe(described.display),
  version: z.string().nullable().describe(described.version),
});

export const Concept = namedObject("Concept", "What something is, in words, and as a code if there is one.", {
  text: z.string().describe(described.text),
  coding: Coding.nullable().describe("The same as a code. Null if there are only words."),
});
export type Concept = z.output<typeof Concept>;

/** Absolute, because terminologies have global names. */
const isUri = (text: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);

/** The URI of a terminology. A well-known one is converted to its canonical spelling. */
export const CodeSystem = requiredLine(200)
  .overwrite(systemOf)
  .refine(isUri, "Has to be a URI, such as http://snomed.info/sct")
  .meta({ examples: ["http://snomed.info/sct"] });

export const Code = requiredLine(50);

/** Converts the code and system of an input to their canonical spelling. */
export const withOneSpelling = <Input extends { system: string; code: string }>(input: Input): Input => ({
  ...input,
  code: codeOf(input.system, input.code),
});

/** Returns the problem of a code, if any. */
function codeFault(system: string, code: string): FieldMessage | undefined {
  if (isPlaceholder(code)) return "Says that there is no code: leave it out";
  if (areSeveralCodes(system, code)) return "Has several codes: send one";
  return isOfForm(system, code) ? undefined : "Not a code of this system";
}

const EnteredCoding = z
  .strictObject({
    system: CodeSystem.describe(described.system),
    code: Code.describe(described.code),
    display: requiredLine(500).describe(described.display),
    version: requiredLine(50).nullable().default(null).describe(described.version),
  })
  .overwrite(withOneSpelling)
  .superRefine(({ system, code }, context) => {
    const message = codeFault(system, code);
    if (message) context.addIssue({ code: "custom", path: ["code"], message });
  })
  .describe("A code of a terminology, as it is entered.")
  .meta({ id: "EnteredCoding" });

/** The search for a code reads such text as a code. */
const seemsCode = (text: string) => /^(?:https?:\/\/|urn:)[^\s|]+\|\S/i.test(text);
const codeAsWords: FieldMessage = "Send a code of a terminology as `coding`";

const wordless: FieldMessage = "Send words, a code or both";

/** A concept as it is entered: text, a code or both. Without text, it gets the code's display. */
export const EnteredConcept = z
  .strictObject({
    text: comparedLine(500)
      .refine((text) => !seemsCode(text), codeAsWords)
      .optional()
      .describe(`${described.text} Default: the code's display.`),
    coding: EnteredCoding.nullable().default(null).describe("The same as a code. Null: only words."),
  })
  .describe("Words, a code or both.")
  .meta({ id: "EnteredConcept" })
  .transform(({ text, coding }, context): Concept => {
    const words = text ?? coding?.display;
    if (words !== undefined) return { text: words, coding };
    context.addIssue({ code: "custom", path: ["text"], message: wordless });
    return z.NEVER;
  });

/** A decimal number as text, to keep its digits. PostgreSQL has no -0. */
export const Decimal = z
  .string()
  .max(42)
  .regex(/^-?(?:0|[1-9]\d{0,19})(?:\.\d{1,20})?$/, "Has to be a decimal number, such as 6.30")
  .overwrite((text) => text.replace(/^-(?=[0.]+$)/, ""))
  .meta({ examples: ["6.30"] });

export const ClinicalRecordKind = z.enum(clinicalTypes).describe("The kind of the record.");

/** The first fields of each record. */
export const recordKeys = {
  patientId: PatientId,
  encounterId: EncounterId.nullable().describe(
    "The encounter in which it was recorded. Null if there was none.",
  ),
};

/** The last fields of each record. */
export const recordStamps = {
  errorReason: z.string().nullable().describe("Why it was entered in error. Null if it was not."),
  ...stamps,
};

/** The keys of a new record. */
export const newRecordKeys = {
  patientId: PatientId,
  encounterId: EncounterId.nullable()
    .default(null)
    .describe("The encounter in which it is recorded. It must be of the same patient, and not locked."),
};

/** The input of a new record that can be refused as a duplicate. */
export const unlessThere = <Shape extends z.ZodRawShape>(create: z.ZodObject<Shape, z.core.$strict>) =>
  create.extend({
    onDuplicates: OnDuplicates.default("allow").describe(
      "`refuse`: if the patient has a record with this code or these words already, none is created, and `DUPLICATE_RECORD` names it.",
    ),
  });

/** The input of each list of a patient's records. */
export const recordFilters = {
  ...PageInput.shape,
  patientId: PatientId,
  encounterId: EncounterId.optional().describe("Only those recorded in this encounter."),
  inError: z
    .boolean()
    .default(false)
    .describe("Only those that were entered in error, which are left out otherwise."),
};
type RecordFilters = z.output<z.ZodObject<typeof recordFilters>>;
/** `vitalSigns` applies only to observations. */
export type ListRecords = RecordFilters & { vitalSigns?: boolean | undefined };

export const recordNote = optionalText(2000).optional().describe("Free text. Empty becomes null.");
export const shownNote = z.string().nullable().describe("Free text. Null if there is none.");
export const recordedAtInput = Moment.optional().describe("When it was found or reported. Default: now.");

const StatementCode = z
  .enum(statementCodes)
  .describe("What there is none of, as in HL7's International Patient Summary.");

export const Statement = namedObject("Statement", "The statement that a patient has nothing of a kind.", {
  id: z
    .union([AllergyId, ConditionId, MedicationId, ImmunizationId])
    .describe("A record of the kind, which lists leave out. Enter it in error if it was wrong."),
  statement: StatementCode,
  note: shownNote,
  statedAt: Instant.describe("When it was found or reported, in UTC."),
  createdBy: ActorId,
  version: z.int().describe("The version of the record."),
});
export type Statement = z.output<typeof Statement>;

export const RecordNoneKnown = z.strictObject({
  ...newRecordKeys,
  statement: StatementCode,
  note: recordNote,
  recordedAt: recordedAtInput,
});
export type RecordNoneKnown = z.output<typeof RecordNoneKnown>;

/** The input of a change without other fields. */
export const changeOf = <Id extends z.ZodType>(id: Id) => ({ id, expectedVersion: ExpectedVersion });

export const enterInErrorOf = <Id extends z.ZodType>(id: Id) =>
  z.strictObject({
    ...changeOf(id),
    reason: requiredReason.describe("Why it was wrong, on one line. It stays in the history."),
  });
