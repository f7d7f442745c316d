import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { conceptOfRow } from "@caretype/chart/codes/file/schema";
import type { SentConcept } from "@caretype/chart/codes/schema";
import { type CsvEvents, type CsvRequest, csvOptionsOf, readCsv } from "../import/csv-file.ts";

export type ImportCodesRequest = CsvRequest & {
  account: string;
  system?: string;
  version?: string;
  title?: string;
  valueSet: boolean;
  partial: boolean;
  dryRun: boolean;
  code: string;
  display: string;
  synonyms: string[];
  active?: string;
  systemColumn: string;
};

export type Events = Pick<CsvEvents, "onBytes" | "onProblem" | "onGuess">;

async function firstLineOf(file: string): Promise<string> {
  for await (const line of createInterface({ input: createReadStream(file, { end: 100_000 }) })) return line;
  return "";
}

/** Reads a table with a header. Each invalid code is reported by line and column, and left out. */
export async function* readTable(request: ImportCodesRequest, events: Events): AsyncGenerator<SentConcept[]> {
  const { file, code, display, synonyms, active, systemColumn, valueSet } = request;
  const wanted = new Set([
    code,
    display,
    ...synonyms,
    ...(active ? [active] : []),
    ...(valueSet ? [systemColumn] : []),
  ]);
  const read = { code, display, synonyms, active, ...(valueSet && { system: systemColumn }) };
  const layout = { required: [...wanted], optional: [] };
  // Files of SNOMED CT, RxNorm and OMOP have no quoting: a quote is a character.
  const hasQuotes = path.extname(file).toLowerCase() === ".csv" && !/[\t|]/.test(await firstLineOf(file));
  for await (const rows of readCsv(file, layout, { ...events, ...csvOptionsOf(request), hasQuotes }))
    yield rows.flatMap(
      ({ line, cells }) =>
        conceptOfRow(cells, read, (problem) => events.onProblem({ line, ...problem })) ?? [],
    );
}
