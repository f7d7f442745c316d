import {
  type ConceptProblem,
  type ConceptReading,
  conceptsOf,
  headingNames,
  includedConcepts,
  noteName,
  type ResourceHeading,
} from "@caretype/chart/codes/file/schema";
import type { SentConcept } from "@caretype/chart/codes/schema";
import type { FileFault, Problems, SourceRow } from "./protocol.ts";
import { type Table, tableOf } from "./read-table.ts";

/** Columns of the table made of a resource. Synonyms are lines of a cell. */
const resourceColumns = ["system", "code", "display", "synonyms", "isRetired"];

const maxProblems = 100;

/** Reads a FHIR CodeSystem or ValueSet as a table. */
export function readResource(name: string, text: string): Table | FileFault {
  const problems: Problems = { total: 0, first: [] };
  const onProblem = ({ column, message, line }: ConceptProblem & { line?: number }) => {
    problems.total++;
    if (problems.first.length < maxProblems)
      problems.first.push({ file: name, line: line ?? null, column: column ?? null, message });
  };
  const table = { file: name, columns: resourceColumns, problems };
  const parsed = parse(text);
  if ("line" in parsed) {
    onProblem({ line: parsed.line, message: "Not JSON" });
    return tableOf({ ...table, rows: [] });
  }
  const resource = Object(parsed.value);
  const { resourceType, content = "complete", ...heading } = headingOf(resource);
  if (resourceType !== "CodeSystem" && resourceType !== "ValueSet") return { file: name, fault: "notFhir" };
  const isValueSet = resourceType === "ValueSet";
  if (!isValueSet && (content === "not-present" || content === "supplement"))
    return { file: name, fault: "noCodes" };
  const concepts = isValueSet
    ? conceptsOfValueSet(resource, onProblem)
    : conceptsIn(listOf(resource.concept), resource.property, { isValueSet, onProblem });
  if (concepts.length === 0 && problems.total === 0) return { file: name, fault: "noCodes" };
  const { url = "", version = "", title = heading.name ?? "" } = heading;
  const kind = isValueSet ? "value-set" : "code-system";
  const about = { kind, uri: url, version, title, isPartial: content !== "complete" } as const;
  return tableOf({ ...table, rows: concepts.map(rowOf), resource: about });
}

/** The value, or the line at which it is not JSON. */
function parse(text: string): { value: unknown } | { line: number } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const at = /at position (\d+)/.exec(String(error))?.[1];
    return { line: text.slice(0, at === undefined ? text.length : Number(at)).split("\n").length };
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function conceptsIn(list: unknown[], declared: unknown, reading: ConceptReading): SentConcept[] {
  const names = new Map<string, string>();
  for (const one of listOf(declared)) noteName(names, one);
  return list.flatMap((one) => conceptsOf(one, { ...reading, names }));
}

function headingOf(resource: Readonly<Record<string, unknown>>): Partial<ResourceHeading> {
  const heading: Partial<ResourceHeading> = {};
  for (const name of headingNames) {
    const value = resource[name];
    if (typeof value === "string") heading[name] = value;
  }
  return heading;
}

type OnProblem = (problem: ConceptProblem) => void;

/** Its expansion, or its composing lists. */
function conceptsOfValueSet(
  { expansion, compose }: { expansion?: unknown; compose?: unknown },
  onProblem: OnProblem,
): SentConcept[] {
  const { contains, property } = Object(expansion);
  const expanded = listOf(contains);
  if (expanded.length > 0) return conceptsIn(expanded, property, { isValueSet: true, onProblem });
  return (["include", "exclude"] as const).flatMap((part) =>
    listOf(Object(compose)[part]).flatMap((one) => includedConcepts(`compose.${part}`, one, onProblem)),
  );
}

const rowOf = ({ system = "", code, display, synonyms, isRetired }: SentConcept, at: number): SourceRow => ({
  line: at + 1,
  cells: [system, code, display, synonyms.join("\n"), isRetired ? "1" : ""],
});
