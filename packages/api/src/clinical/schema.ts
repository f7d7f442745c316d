import { z } from "zod";
import type { FieldMessage } from "../field/messages.ts";
import { requiredLine } from "../field/schemas.ts";

// Pure: browsers use it for forms.

declare module "../error/domain-error.ts" {
  interface FeatureDetails {
    /** The record's status, for a step that it does not allow. */
    recordStatus?: string;
    /** The patient's clinical records, for `PATIENT_HAS_RECORDS`. */
    records?: RecordCount[];
  }
}

const described = {
  system: "The terminology, as a URI, such as `http://snomed.info/sct`.",
  code: "The code in the terminology. It is not checked.",
  display: "What the code meant when it was chosen. It stays, also if the terminology changes.",
  version: "The version of the terminology. Null if it is unknown.",
  text: "What it is, in words.",
};

/** A code of a terminology. */
const Coding = z
  .object({
    system: z.string().describe(described.system),
    code: z.string().describe(described.code),
    display: z.string().describe(described.display),
    version: z.string().nullable().describe(described.version),
  })
  .describe("A code of a terminology.")
  .meta({ id: "Coding" });

/** What something is, in words, and as a code if there is one. */
export const Concept = z
  .object({
    text: z.string().describe(described.text),
    coding: Coding.nullable().describe("The same as a code. Null if there are only words."),
  })
  .describe("What something is, in words, and as a code if there is one.")
  .meta({ id: "Concept" });
export type Concept = z.output<typeof Concept>;

/** Absolute, as terminologies are named across systems. */
const isUri = (text: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);

const EnteredCoding = z.strictObject({
  system: requiredLine(500)
    .refine(isUri, "Has to be a URI, such as http://snomed.info/sct")
    .meta({ examples: ["http://snomed.info/sct"] })
    .describe(described.system),
  code: requiredLine(100).describe(described.code),
  display: requiredLine(1000).describe(described.display),
  version: requiredLine(100).nullable().default(null).describe(described.version),
});

const wordless: FieldMessage = "Send words, a code or both";

/** A concept as it is entered: words, a code or both. A code alone is worded by its display. */
export const EnteredConcept = z
  .strictObject({
    text: requiredLine(1000).optional().describe(`${described.text} Default: the code's display.`),
    coding: EnteredCoding.nullable().default(null).describe("The same as a code. Null: only words."),
  })
  .transform(({ text, coding }, context): Concept => {
    const words = text ?? coding?.display;
    if (words !== undefined) return { text: words, coding };
    context.addIssue({ code: "custom", path: ["text"], message: wordless });
    return z.NEVER;
  });
