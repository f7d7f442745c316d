import { ActorId, TerminologyId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { CreatedAt, PageInput, pageOf, requiredLine } from "@caretype/core/kernel/field/schemas";
import { codedFields } from "@caretype/db/kinds";
import { z } from "zod";
import { Code, CodeSystem, withOneSpelling } from "../clinical/schema.ts";

// Pure: browsers use it for forms.

export const codeLimits = {
  /** Maximum number of codes in all imports of a practice. */
  concepts: 2_000_000,
  conceptsAtOnce: 1_000,
  synonyms: 100,
  /** Maximum characters of all synonyms of a code. */
  synonymText: 20_000,
  /** Maximum number of unfinished imports per practice. */
  open: 3,
};

const described = {
  system: "The terminology, as a URI, such as `http://snomed.info/sct`.",
  uri: "What codes name as their system, or the address of a value set.",
  version: "The version, as its publisher names it, such as `2026-03`.",
  kind: "`code-system`: all codes of one terminology. `value-set`: codes of any, chosen for a field.",
  display: "What the code means.",
  synonyms: "Other words for the same. A search finds them, too.",
  isRetired: "True for a code that is not to be chosen any more.",
  mode: "What happens to another code: it is refused, or taken, and a form may `warn` of it.",
  field: "A field with a code.",
};

const Kind = z.enum(["code-system", "value-set"]);
const Mode = z.enum(["refuse", "warn", "take"]);
const Field = z.enum(codedFields);
export type CodedField = z.output<typeof Field>;

const count = z.int().min(0);

export const Terminology = namedObject(
  "Terminology",
  "A version of a code system or value set that the practice imported.",
  {
    id: TerminologyId,
    kind: Kind.describe(described.kind),
    uri: z.string().describe(described.uri),
    version: z.string().describe(described.version),
    title: z.string().nullable().describe("A name for people. Null if it has none."),
    isComplete: z
      .boolean()
      .describe("False until the import is finished. Nothing finds its codes until then."),
    isLatest: z.boolean().describe("True for the greatest version of its `uri`, which searches read."),
    concepts: count.describe("How many codes it has, with those retired since the version before."),
    createdBy: ActorId,
    createdAt: CreatedAt,
  },
);
export type Terminology = z.output<typeof Terminology>;

export const TerminologyPage = pageOf(Terminology);
export type TerminologyPage = z.output<typeof TerminologyPage>;

export const ListTerminologies = PageInput.prefault({});
export type ListTerminologies = z.output<typeof ListTerminologies>;

export const TerminologyById = z.strictObject({ id: TerminologyId });

export const StartCodes = z.strictObject({
  kind: Kind.default("code-system").describe(described.kind),
  uri: CodeSystem.describe(described.uri),
  version: requiredLine(50).describe(described.version),
  title: requiredLine(200).nullable().default(null).describe("A name for people. Null: none."),
});
export type StartCodes = z.output<typeof StartCodes>;

export const SentConcept = z.strictObject({
  system: CodeSystem.optional().describe("Only in a value set: the terminology of the code, as a URI."),
  code: Code.describe("The code in the terminology."),
  display: requiredLine(500).describe(described.display),
  synonyms: z.array(requiredLine(500)).max(codeLimits.synonyms).default([]).describe(described.synonyms),
  isRetired: z.boolean().default(false).describe(described.isRetired),
});
export type SentConcept = z.output<typeof SentConcept>;

export const AddConcepts = z.strictObject({
  id: TerminologyId,
  concepts: z
    .array(SentConcept)
    .min(1)
    .max(codeLimits.conceptsAtOnce)
    .describe("The next codes. A code that comes again adds its words as synonyms."),
});
export type AddConcepts = z.output<typeof AddConcepts>;

export const AddedConcepts = namedObject("AddedConcepts", "How much of an import of codes has arrived.", {
  id: TerminologyId,
  concepts: count.describe("How many codes have arrived so far."),
});
export type AddedConcepts = z.output<typeof AddedConcepts>;

export const FinishCodes = z.strictObject({
  id: TerminologyId,
  concepts: count.describe(
    "How many different codes you have sent. If others have arrived, the call is refused.",
  ),
  retiresOthers: z
    .boolean()
    .default(true)
    .describe(
      "Whether codes of the version before that are missing are retired. False for a part of a terminology. Never of a value set.",
    ),
});
export type FinishCodes = z.output<typeof FinishCodes>;

export const CodeEntry = namedObject("CodeEntry", "A code of an imported terminology.", {
  system: z.string().describe(described.system),
  code: z.string().describe("The code in the terminology."),
  display: z.string().describe(described.display),
  version: z
    .string()
    .nullable()
    .describe("The version of the terminology. Null in a value set, which does not say it."),
  synonyms: z.array(z.string()).describe(described.synonyms),
  isRetired: z.boolean().describe(described.isRetired),
});
export type CodeEntry = z.output<typeof CodeEntry>;

export const SearchCodes = z.strictObject({
  q: requiredLine(200).describe(
    "Words or parts of words, in any order, or a code. Case and accents do not matter. One letter alone finds that code, and names that begin with it.",
  ),
  uri: CodeSystem.optional().describe("A code system or value set. Default: all code systems."),
  field: Field.optional().describe("A field: what it offers. Not together with `uri`."),
  includeRetired: z.boolean().default(false).describe("Whether retired codes are found."),
  limit: z.int().min(1).max(200).default(20).describe("How many codes at most."),
});
export type SearchCodes = z.output<typeof SearchCodes>;

export const FoundCodes = namedObject("FoundCodes", "Codes that were found.", {
  items: z.array(CodeEntry).describe("The best first, each code once."),
});
export type FoundCodes = z.output<typeof FoundCodes>;

export const CodeByCode = z
  .strictObject({
    system: CodeSystem.describe(described.system),
    code: Code.describe("The code in the terminology."),
    version: requiredLine(50).optional().describe("Default: the greatest version that was imported."),
  })
  .overwrite(withOneSpelling);
export type CodeByCode = z.output<typeof CodeByCode>;

export const CheckCode = z
  .strictObject({
    field: Field.describe(described.field),
    system: CodeSystem.describe(described.system),
    code: Code.describe("The code in the terminology."),
  })
  .overwrite(withOneSpelling);
export type CheckCode = z.output<typeof CheckCode>;

export const CheckedCode = namedObject("CheckedCode", "Whether a field offers a code.", {
  isOffered: z.boolean().describe("Whether the field offers the code. True for a field without a rule."),
  mode: Mode.describe(described.mode),
});
export type CheckedCode = z.output<typeof CheckedCode>;

export const CodeField = namedObject("CodeField", "Which codes a field offers.", {
  field: Field.describe(described.field),
  kind: Kind.nullable().describe(`${described.kind} Null: the field offers any code.`),
  uri: z
    .string()
    .nullable()
    .describe("The code system or value set whose codes it offers. Null: it offers any code."),
  mode: Mode.describe(described.mode),
});
export type CodeField = z.output<typeof CodeField>;

export const CodeFields = namedObject("CodeFields", "Which codes the fields of the practice offer.", {
  items: z.array(CodeField).describe("One for each field with a code."),
});
export type CodeFields = z.output<typeof CodeFields>;

export const SetCodeField = z.strictObject({
  field: Field.describe(described.field),
  uri: CodeSystem.nullable().describe(
    "The code system or value set whose codes it offers. Null: it offers any code.",
  ),
  mode: Mode.default("warn").describe(
    `${described.mode} Default \`warn\`. Without a \`uri\`, all are taken.`,
  ),
});
export type SetCodeField = z.output<typeof SetCodeField>;
