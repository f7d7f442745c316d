import { newDoctorRow } from "../doctor/queries.ts";
import type { CreateDoctor } from "../doctor/schema.ts";
import { type NewPatient, newPatientRow } from "../patient/queries.ts";
import {
  addCellProblems,
  type ColumnNamer,
  type Identified,
  type Judged,
  type SourceRow,
} from "./cell-problems.ts";
import type { Importer } from "./importer.ts";
import type { Pace } from "./pace.ts";
import type { ImportProblems } from "./problems.ts";
import type { ProgressCounter } from "./progress-counter.ts";
import { stagings } from "./staging.ts";

// Rows of the files → rows of the staging tables, as text for COPY; a batch is held at a time.

export type StagingContext = {
  problems: ImportProblems;
  importer: Pick<Importer, "accountId" | "practiceId">;
  pace: Pace;
  progress: ProgressCounter;
};

/** A file, and what its rows mean. */
export type JudgedFile<Row extends SourceRow, Value> = {
  file: string;
  rows: AsyncIterable<Row[]>;
  judge: (cells: Row["cells"]) => Judged<Value>;
  columnOf?: ColumnNamer;
};

/** The rows of a file, with what those mean that can be used. */
export async function* judgedRows<Row extends SourceRow, Value>(
  { problems, pace, progress }: StagingContext,
  { file, rows: batches, judge, columnOf }: JudgedFile<Row, Value>,
) {
  for await (const rows of batches) {
    yield rows.map((row) => {
      const judged = judge(row.cells);
      if ("problems" in judged)
        addCellProblems(problems, judged.problems, { file, row, ...(columnOf && { columnOf }) });
      return { row, value: "value" in judged ? judged.value : undefined };
    });
    progress.add(rows.length);
    await pace.rest();
  }
}

type Keys = { line: number; value: string | null };

/** Makes the lines of a staging table, and of rows that cannot be used their identifiers alone. */
async function* stagedLines<Row extends SourceRow, Input>(
  context: StagingContext,
  file: JudgedFile<Row, Identified<Input>>,
  lineOf: (keys: Keys, input: Input | null) => string,
) {
  for await (const batch of judgedRows(context, file)) {
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
  file: JudgedFile<Row, Identified<NewPatient>>,
) =>
  stagedLines(context, file, (keys, input) =>
    stagings.patient.line(keys, input && newPatientRow(context.importer, input)),
  );

export const stagedDoctors = <Row extends SourceRow>(
  context: StagingContext,
  file: JudgedFile<Row, Identified<CreateDoctor>>,
) =>
  stagedLines(context, file, (keys, input) =>
    stagings.doctor.line(keys, input && newDoctorRow(context.importer, input)),
  );

/** Encounters that name a bad row's record are not at fault, so its identifier has to be known. */
function unusableId({ cells }: SourceRow): string | null {
  const value = cells.Id?.trim() ?? "";
  return value === "" || value.includes("\0") ? null : value;
}
