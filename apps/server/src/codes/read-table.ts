import path from "node:path";
import { conceptOfRow } from "@caretype/api/codes/file/schema";
import type { SentConcept } from "@caretype/api/codes/schema";
import { type CsvProblem, type Dialect, readCsv } from "../import/csv-file.ts";
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
  const read = { code, display, synonyms, active, ...(valueSet && { system: systemColumn }) };
  const layout = { required: [...wanted], optional: [] };
  for await (const rows of readCsv(file, layout, { ...events, dialect: dialectOf(file) }))
    yield rows.flatMap(
      ({ line, cells }) =>
        conceptOfRow(cells, read, (problem) => events.onProblem({ line, ...problem })) ?? [],
    );
}
