import { hashId } from "../../../kernel/field/hash-id.ts";
import { AppointmentId, type PracticeId } from "../../../kernel/field/ids.ts";
import type { Author } from "../../../kernel/procedure/scope.ts";
import { newDoctorRow } from "../../../people/doctor/queries.ts";
import type { CreateDoctor } from "../../../people/doctor/schema.ts";
import { type NewPatient, newPatientRow } from "../../../people/patient/queries.ts";
import {
  addCellProblems,
  type ColumnNamer,
  type Identified,
  type ImportProblems,
  type ParseResult,
  type SourceRow,
} from "./problems.ts";
import { stagings } from "./staging.ts";
import type { ProgressCounter, Throttle } from "./throttle.ts";

// Turns rows of files into COPY text for the staging tables, one batch at a time.

export type StagingContext = {
  problems: ImportProblems;
  importer: Author;
  throttle: Throttle;
  progress: ProgressCounter;
};

/** A file, and how to parse its rows. */
export type ParsedFile<Row extends SourceRow, Value> = {
  file: string;
  rows: AsyncIterable<Row[]>;
  parseRow: (cells: Row["cells"]) => ParseResult<Value>;
  columnOf?: ColumnNamer;
};

/** Yields the rows of a file with their parsed values. The value is undefined for invalid rows. */
export async function* parsedRows<Row extends SourceRow, Value>(
  { problems, throttle, progress }: StagingContext,
  { file, rows: batches, parseRow, columnOf }: ParsedFile<Row, Value>,
) {
  for await (const rows of batches) {
    yield rows.map((row) => {
      const result = parseRow(row.cells);
      if ("problems" in result)
        addCellProblems(problems, result.problems, { file, row, ...(columnOf && { columnOf }) });
      return { row, value: "value" in result ? result.value : undefined };
    });
    progress.add(rows.length);
    await throttle.pause();
  }
}

type Keys = { line: number; value: string | null };

/** Yields the lines of a staging table. Invalid rows have only their identifier. */
async function* stagedLines<Row extends SourceRow, Input>(
  context: StagingContext,
  file: ParsedFile<Row, Identified<Input>>,
  lineOf: (keys: Keys, input: Input | null) => string,
) {
  for await (const batch of parsedRows(context, file)) {
    const lines = batch.map(({ row, value }) => {
      if (value) return lineOf({ line: row.line, value: value.externalId }, value.input);
      const id = unusableId(row);
      return id === null ? "" : lineOf({ line: row.line, value: id }, null);
    });
    context.progress.staged += lines.length;
    yield lines.join("");
  }
}

export const stagedPatients = <Row extends SourceRow>(
  context: StagingContext,
  file: ParsedFile<Row, Identified<NewPatient>>,
) =>
  stagedLines(context, file, (keys, input) =>
    stagings.patient.line(keys, input && newPatientRow(context.importer, input)),
  );

export const stagedDoctors = <Row extends SourceRow>(
  context: StagingContext,
  file: ParsedFile<Row, Identified<CreateDoctor>>,
) =>
  stagedLines(context, file, (keys, input) =>
    stagings.doctor.line(keys, input && newDoctorRow(context.importer, input)),
  );

/** Returns the identifier of an invalid row, so that references to it are not reported as well. */
function unusableId({ cells }: SourceRow): string | null {
  const value = cells.Id?.trim() ?? "";
  return value === "" || value.includes("\0") ? null : value;
}

/** The same id for the same appointment of a source, so that a repeated import finds it. */
export const importedId = (practiceId: PracticeId, source: string, value: string): AppointmentId =>
  AppointmentId.parse(hashId(`${practiceId} ${source} ${value}`));
