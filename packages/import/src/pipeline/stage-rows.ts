import type { BulkDatabase } from "@caretype/db";
import { findLongCells } from "../source/cell-length.ts";
import {
  addCellProblems,
  type ColumnNamer,
  type Identified,
  type ParseResult,
  type ReadRow,
  type SourceRow,
} from "../source/problems.ts";
import { type Importing, type StagedKind, stagings } from "./staging.ts";

// Turns rows of files into COPY text for the staging tables, one batch at a time.

export type StagingContext = Pick<Importing, "problems" | "importer" | "throttle" | "progress">;

/** The source of the records, and how to read them. */
export type ImportPlan = Pick<Importing, "systems" | "arePatientsNamed" | "places"> & {
  /** The kind of files, for the list of imports. */
  source: string;
  /** Reads everything into the staging tables. */
  stage: (transaction: BulkDatabase, context: StagingContext) => Promise<void>;
};

/** A file, and how to read its rows. */
export type SourceFile<Row extends SourceRow, Value> = {
  file: string;
  rows: AsyncIterable<Row[]>;
  read: (row: Row) => ReadRow<Value>;
  columnOf?: ColumnNamer | undefined;
};

/** Yields the results of a file's rows, and adds their problems. */
export async function* readRows<Row extends SourceRow, Value>(
  { problems, throttle, progress }: StagingContext,
  { file, rows, read, columnOf }: SourceFile<Row, Value>,
): AsyncGenerator<Value[]> {
  for await (const batch of rows) {
    yield batch.flatMap((row) => {
      const long = findLongCells(row.cells);
      if (long && !problems.isFirstLong(file, row.line)) return [];
      const { value, problems: found } = long ? { problems: long } : read(row);
      if (found) addCellProblems(problems, found, { file, row, columnOf });
      if (long) problems.noteUnreadable(file);
      return value === undefined ? [] : [value];
    });
    progress.add(batch.length);
    await throttle.pause();
  }
}

type StagedFile<Row extends SourceRow> = SourceFile<Row, string> & {
  kind: StagedKind;
  /** Returns the COPY text of rows that waited for others. */
  rest?: (() => string) | undefined;
};

/** Reads a file into a staging table. */
export async function stageRows<Row extends SourceRow>(
  transaction: BulkDatabase,
  context: StagingContext,
  { kind, rest, ...file }: StagedFile<Row>,
): Promise<void> {
  async function* lines() {
    for await (const batch of readRows(context, file)) {
      context.progress.staged += batch.length;
      yield batch.join("");
    }
    if (rest) yield rest();
  }
  await transaction.copyFrom(stagings[kind].copy, lines());
}

type PeopleStaging<Row> = {
  line: (
    keys: Record<"value" | "name_since" | "last_name_since", string | null> & { line: number },
    row: Row | null,
  ) => string;
};
type Named = { name: string; firstName: string; lastName: string };

/** The last names at birth and now. */
function namesOf<Row extends Named>({ row, birthName }: Identified<Row>) {
  const { name, firstName, lastName } = row;
  // Some programs write the particle in capitals.
  if (!birthName || birthName.localeCompare(lastName, "en", { sensitivity: "base" }) === 0)
    return { row, name_since: null, last_name_since: null };
  const at = lastName === "" ? -1 : name.lastIndexOf(lastName);
  // As in `Mrs. Ilse Braun PhD`.
  const former =
    at === -1
      ? `${firstName} ${birthName}`
      : name.slice(0, at) + birthName + name.slice(at + lastName.length);
  const born = { ...row, name: former, lastName: birthName };
  return { row: born, name_since: name, last_name_since: lastName };
}

/**
 * Turns a row into COPY text for a person. An invalid row is staged with its identifier only, so that references to
 * it are not reported, too.
 */
export function personLine<Row extends Named>(
  staging: PeopleStaging<Row>,
  { line, cells }: SourceRow,
  parsed: ParseResult<Identified<Row>>,
): ReadRow {
  if ("value" in parsed) {
    const { row, ...since } = namesOf(parsed.value);
    return { value: staging.line({ line, value: parsed.value.externalId, ...since }, row) };
  }
  const value = cells.Id?.trim() ?? "";
  const isUsable = value !== "" && !value.includes("\0");
  return {
    ...parsed,
    value: isUsable
      ? staging.line({ line, value, name_since: null, last_name_since: null }, null)
      : undefined,
  };
}
