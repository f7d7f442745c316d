import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { isSpoilt } from "@caretype/core/kernel/field/hidden-characters";
import { currentTime } from "@caretype/core/kernel/field/time";
import { z } from "zod";
import { SentConcept } from "../schema.ts";

// Pure: browsers and the command line read files of codes by the same rules.

/** A problem of a code in a file. `column` is the path within the code. */
export type ConceptProblem = { column?: string; message: string };

export type ConceptReading = {
  isValueSet: boolean;
  /** Only for a value set: the system of codes that name none. */
  system?: string | undefined;
  /** Maps the file's names of properties to the standard's. */
  names?: ReadonlyMap<string, string> | undefined;
  onProblem: (problem: ConceptProblem) => void;
};

const spoilt: FieldMessage = "Has a letter that could not be read: type the text again";
const FileConcept = SentConcept.refine(({ display }) => !isSpoilt(display), {
  path: ["display"],
  error: spoilt,
}).refine(({ synonyms = [] }) => !synonyms.some(isSpoilt), { path: ["synonyms"], error: spoilt });

/** Joins lines, because files wrap long texts. */
const unwrapped = (words: string) => words.replace(/(?<!\s)\s*[\r\n\t]\s*/g, " ");

const text = z.string().optional().catch(undefined);

const Designation = z.object({ value: z.string() });
const Property = z.object({
  code: text,
  url: text,
  valueBoolean: z.boolean().optional().catch(undefined),
  valueCode: text,
  valueString: text,
  valueDateTime: text,
});
const properties = z.array(Property.catch({})).optional().catch(undefined);

const plainName = (name: string) => name.toLowerCase().replace(/^.*[#/]|[^a-z]/g, "");

const Declared = z.object({ code: z.string(), uri: z.string() });

/** Records the file's name for a standard property, from its `property` element. */
export function noteName(names: Map<string, string>, value: unknown): void {
  const { data } = Declared.safeParse(value);
  if (data?.uri.includes("concept-properties")) names.set(data.code, data.uri);
}

/** A code of a FHIR CodeSystem or ValueSet, with its children. */
const FhirConcept = z.object({
  system: text,
  code: text,
  display: text,
  inactive: z.boolean().optional().catch(undefined),
  abstract: z.boolean().optional().catch(undefined),
  designation: z.array(Designation).optional().catch(undefined),
  property: properties,
  extension: properties,
  concept: z.array(z.unknown()).optional().catch(undefined),
  contains: z.array(z.unknown()).optional().catch(undefined),
});
type FhirConcept = z.output<typeof FhirConcept>;

/** `D` and `U` are OMOP's. */
const retiredWords =
  /^(?:0|f|false|n|no|d|u|inactive|never active|retired|deprecated|discouraged|withdrawn|obsolete|nein|inaktiv|ungültig|veraltet|falso|inactiv[oa]|obsolet[oa]|retirad[oa])$/i;

const isUnusable = new Set(["inactive", "deprecated", "notselectable", "abstract", "valuesetdeprecated"]);
// In FHIR R4, `deprecated` is a date.
const endDates = new Set(["deprecationdate", "retirementdate", "deprecated"]);
const statuses = new Set(["status", "structuredefinitionstandardsstatus"]);

/** True if a code can no longer be chosen, or never could because it only groups others. */
const isRetiredIn = (
  { inactive, abstract, property = [], extension = [] }: FhirConcept,
  names?: ReadonlyMap<string, string>,
) =>
  inactive === true ||
  abstract === true ||
  [...property, ...extension].some(({ code = "", url = code, valueDateTime: day, ...values }) => {
    const name = plainName(names?.get(url) ?? url);
    const { valueBoolean, valueString, valueCode: value = valueString ?? String(valueBoolean) } = values;
    if (day !== undefined) return endDates.has(name) && Date.parse(day) <= currentTime();
    if (statuses.has(name)) return retiredWords.test(value);
    return name === "active" ? value === "false" : isUnusable.has(name) && value === "true";
  });

/** Recursion limit: deeper files would overflow the stack. */
const maxLevels = 100;

/** Reads a code of a FHIR resource with all its descendants. */
export function conceptsOf(value: unknown, reading: ConceptReading, level = 1): SentConcept[] {
  const { data } = FhirConcept.safeParse(value);
  if (!data) {
    reading.onProblem({ message: "A code is not an object" });
    return [];
  }
  if (level > maxLevels) {
    const column = `code ${JSON.stringify(data.code ?? null)}`;
    reading.onProblem({ column, message: "Codes are more than 100 levels deep" });
    return [];
  }
  const below = [...(data.concept ?? []), ...(data.contains ?? [])];
  const system = data.system ?? reading.system;
  // An abstract group may have no code.
  const own = data.code === undefined && data.abstract ? [] : checked(data, system, reading);
  return [...own, ...below.flatMap((one) => conceptsOf(one, reading, level + 1))];
}

function checked(
  data: FhirConcept,
  system: string | undefined,
  { isValueSet, names, onProblem }: ConceptReading,
): SentConcept[] {
  const { code, display = code, designation = [] } = data;
  const synonyms = designation.map(({ value }) => unwrapped(value)).filter((word) => word !== display);
  const sent = FileConcept.safeParse({
    ...(isValueSet && { system: system ?? "" }),
    code,
    display: display && unwrapped(display),
    synonyms,
    isRetired: isRetiredIn(data, names),
  });
  if (sent.success) return [sent.data];
  for (const { path, message } of sent.error.issues)
    onProblem({ column: `code ${JSON.stringify(code ?? null)}, ${String(path[0])}`, message });
  return [];
}

const Include = z.looseObject({ system: text, concept: z.array(z.unknown()).optional() });

/** Reads an `include` of a value set. Supports only lists of codes. */
export function includedConcepts(
  top: string,
  value: unknown,
  onProblem: ConceptReading["onProblem"],
): SentConcept[] {
  const { data } = Include.safeParse(value);
  if (top === "compose.include" && data?.concept && data.valueSet === undefined) {
    const { system } = data;
    return data.concept.flatMap((one) => conceptsOf(one, { isValueSet: true, system, onProblem }));
  }
  onProblem({
    column: top,
    message: "Only lists of codes are read. Let a terminology server expand the value set first",
  });
  return [];
}

/** The names of the table columns to read. */
export type ConceptColumns = {
  code: string;
  display: string;
  /** Columns with synonyms, separated by semicolons. */
  synonyms: readonly string[];
  active?: string | undefined;
  /** Only for a value set. */
  system?: string | undefined;
};

/** Reads a code of a row. Undefined if it is not valid. */
export function conceptOfRow(
  cells: Readonly<Record<string, string>>,
  columns: ConceptColumns,
  onProblem: ConceptReading["onProblem"],
): SentConcept | undefined {
  const { code, display, synonyms, active, system } = columns;
  const parsed = FileConcept.safeParse({
    ...(system !== undefined && { system: cells[system] ?? "" }),
    code: cells[code] ?? "",
    display: unwrapped(cells[display] ?? ""),
    synonyms: synonyms.flatMap((column) => wordsIn(cells[column] ?? "")),
    isRetired: active !== undefined && retiredWords.test((cells[active] ?? "").trim()),
  });
  if (parsed.success) return parsed.data;
  const columnOf: Record<string, string | undefined> = {
    code,
    display,
    system,
    synonyms: synonyms.join(", "),
  };
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0]);
    onProblem({ column: columnOf[field] ?? field, message });
  }
  return undefined;
}

const wordsIn = (cell: string) =>
  unwrapped(cell)
    .split(";")
    .map((word) => word.trim())
    .filter((word) => word !== "");

const headingPaths = ["resourceType", "url", "version", "title", "name", "content"] as const;
type HeadingPath = (typeof headingPaths)[number];

/** Text properties of a FHIR resource. */
export type ResourceHeading = Record<HeadingPath, string | undefined>;

export const headingNames: readonly HeadingPath[] = headingPaths;
