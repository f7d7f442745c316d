import type { ImportProblems } from "./problems.ts";

/** Column → what is wrong with it. */
export type CellProblems = Map<string, string>;
export type Judged<Value> = { value: Value } | { problems: CellProblems };

/** Of dates, codes and identifiers a bad value is shown; of names, addresses and other free text it is not. */
const quotable = new Set(["Id", "BIRTHDATE", "GENDER", "START", "PATIENT", "PROVIDER", "PHONE"]);
const longestQuote = 40;

export const quoted = (value: string) => JSON.stringify(value.slice(0, longestQuote));

export type SourceRow = { line: number; cells: Record<string, string> };

export function addCellProblems(
  problems: ImportProblems,
  found: CellProblems,
  { file, row }: { file: string; row: SourceRow },
) {
  for (const [column, message] of found) {
    const value = row.cells[column] ?? "";
    const isShown = quotable.has(column) && value.trim() !== "";
    const shown = isShown ? `${message}: ${quoted(value)}` : message;
    const problem = { file, line: row.line, column, message: shown };
    if (column === "Id") problems.addUnreadable(problem);
    else problems.add(problem);
  }
}
