import { type ConceptColumns, type ConceptProblem, conceptOfRow } from "@caretype/chart/codes/file/schema";
import type { SentConcept } from "@caretype/chart/codes/schema";
import type { Terminology } from "../../../chart/records/codes/use-code-rule.ts";
import type { SourceRow, TableFile } from "../import/file/protocol.ts";

/** Form values. Columns are empty if there are none. */
export type CodeSettings = Pick<Terminology, "kind" | "uri" | "version"> & {
  title: string;
  isPartial: boolean;
  code: string;
  display: string;
  synonyms: string[];
  active: string;
  system: string;
};

/** Column names of well-known files, without case and punctuation. */
const headings = {
  code: ["code", "loincnum", "conceptcode", "conceptid", "id", "cvxcode", "atccode"],
  display: "display|longcommonname|conceptname|term|name|title|description|fullvaccinename".split("|"),
  active: ["active", "status", "vaccinestatus", "invalidreason"],
  system: ["system", "codesystem", "vocabularyid"],
} as const;
const synonymHeadings = ["synonyms", "relatednames2", "shortname"];

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The file's metadata, and columns with a known name. */
export function guessSettings({ columns, resource }: Pick<TableFile, "columns" | "resource">): CodeSettings {
  const find = (names: readonly string[]) =>
    names
      .map((name) => columns.find((column) => plain(column) === name))
      .find((each) => each !== undefined) ?? "";
  const { kind = "code-system", uri = "", version = "", title = "", isPartial = false } = resource ?? {};
  return {
    kind,
    uri,
    version,
    title,
    isPartial,
    code: find(headings.code),
    display: find(headings.display),
    synonyms: columns.filter((column) => synonymHeadings.includes(plain(column))),
    active: find(headings.active),
    system: find(headings.system),
  };
}

const columnsOf = ({ kind, code, display, synonyms, active, system }: CodeSettings): ConceptColumns => ({
  code,
  display,
  synonyms,
  ...(active !== "" && { active }),
  ...(kind === "value-set" && { system }),
});

/** Distinct columns to read. */
export function readColumns({ resource, columns }: TableFile, settings: CodeSettings): string[] {
  if (resource) return columns;
  const { code, display, synonyms, active, system } = columnsOf(settings);
  const wanted = [code, display, ...synonyms, active, system];
  return [...new Set(wanted.filter((column) => column !== undefined))];
}

/** Parses rows of these columns. Reports each invalid cell by line and column. */
export function conceptsOfRows(
  rows: readonly SourceRow[],
  {
    columns,
    settings,
    isResource,
  }: { columns: readonly string[]; settings: CodeSettings; isResource: boolean },
  onProblem: (problem: ConceptProblem & Pick<SourceRow, "line">) => void,
): SentConcept[] {
  const read = columnsOf(settings);
  return rows.flatMap(({ line, cells }) => {
    const named = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
    // The worker has checked them.
    if (isResource) return conceptOfResource(named, settings);
    return conceptOfRow(named, read, (problem) => onProblem({ line, ...problem })) ?? [];
  });
}

const conceptOfResource = (
  { system, code = "", display = "", synonyms = "", isRetired }: Record<string, string>,
  { kind }: CodeSettings,
): SentConcept => ({
  ...(kind === "value-set" && { system }),
  code,
  display,
  synonyms: synonyms === "" ? [] : synonyms.split("\n"),
  isRetired: isRetired !== "",
});
