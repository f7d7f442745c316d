import path from "node:path";
import { SentConcept } from "@caretype/api/codes/schema";
import { type CsvProblem, type CsvRow, type Dialect, readCsv } from "../import/csv-file.ts";
import type { ImportCodesRequest } from "./register-codes-command.ts";

export type Events = { onBytes: (count: number) => void; onProblem: (problem: CsvProblem) => void };

type Columns = Pick<
  ImportCodesRequest,
  "code" | "display" | "synonyms" | "active" | "systemColumn" | "valueSet"
>;

/** Tabs separate the cells of the files of SNOMED CT, in which a quote is only a quote. */
const dialectOf = (file: string): Dialect =>
  path.extname(file).toLowerCase() === ".csv"
    ? { delimiter: ",", quote: '"' }
    : { delimiter: "\t", quote: false };

const retired = /^(?:0|f|false|n|no|inactive|retired|deprecated|discouraged)$/i;

function readConcept(cells: Record<string, string>, columns: Columns) {
  const { code, display, synonyms, active, systemColumn, valueSet } = columns;
  return {
    ...(valueSet && { system: cells[systemColumn] ?? "" }),
    code: cells[code] ?? "",
    display: cells[display] ?? "",
    synonyms: synonyms.flatMap((column) =>
      (cells[column] ?? "")
        .split(";")
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    ),
    isRetired: active !== undefined && retired.test((cells[active] ?? "").trim()),
  };
}

/** Which column a field of a code comes from. */
const columnOf = (field: string, { code, display, synonyms, systemColumn }: Columns) =>
  ({ code, display, system: systemColumn, synonyms: synonyms.join(", ") })[field] ?? field;

/** Reads a table with a header. Each code that is invalid is told by line and column, and left out. */
export async function* readTable(
  file: string,
  columns: Columns,
  events: Events,
): AsyncGenerator<SentConcept[]> {
  const { code, display, synonyms, active, systemColumn, valueSet } = columns;
  const wanted = new Set([
    code,
    display,
    ...synonyms,
    ...(active ? [active] : []),
    ...(valueSet ? [systemColumn] : []),
  ]);
  const layout = { required: [...wanted], optional: [] };
  for await (const rows of readCsv(file, layout, { ...events, dialect: dialectOf(file) }))
    yield rows.flatMap((row) => checked(row, columns, events) ?? []);
}

function checked(
  { line, cells }: CsvRow<string>,
  columns: Columns,
  { onProblem }: Events,
): SentConcept | undefined {
  const parsed = SentConcept.safeParse(readConcept(cells, columns));
  if (parsed.success) return parsed.data;
  for (const {
    path: [field],
    message,
  } of parsed.error.issues)
    onProblem({ line, column: columnOf(String(field), columns), message });
  return undefined;
}
