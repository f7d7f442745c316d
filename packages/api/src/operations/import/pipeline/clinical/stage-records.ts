import type { z } from "zod";
import type { PracticeId } from "../../../../kernel/field/ids.ts";
import { PartialDate } from "../../../../kernel/field/partial-date.ts";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import {
  addCellProblems,
  addIssue,
  type CellProblems,
  type ColumnNamer,
  type SourceRow,
} from "../problems.ts";
import { importedId, type StagingContext } from "../stage-rows.ts";
import { type ImportedClinicalType, stagings } from "../staging.ts";
import { importKinds, type ReadFields, type RowKeys } from "./kinds.ts";
import {
  joinedIdOf,
  type PressureJoiner,
  type RecordInput,
  type RowIdentity,
  recordIdOf,
} from "./record-input.ts";

const ExternalId = requiredLine(100);

/** Which rows of a kind are part of the record of another row, by its line. */
export type RowCount = { partners: Map<number, number> };

export const noRows = (): RowCount => ({ partners: new Map() });

type Source<Row extends SourceRow> = {
  file: string;
  /** The name of the other system. */
  source: string;
  type: ImportedClinicalType;
  rows: AsyncIterable<Row[]>;
  inputOf: (row: Row) => RecordInput;
  /** Where problems of a field are reported. The longest beginning of the field's path counts. */
  columns: Readonly<Record<string, string>>;
  /** The names of the columns in the file. Default: as in `cells`. */
  columnOf?: ColumnNamer;
  /** Columns whose problems are reported already. */
  isReported?: (row: Row, column: string) => boolean;
  /** Joins rows to records. Default: each row is one. */
  joiner?: PressureJoiner;
};

/** Turns rows of a file into COPY text for records of a kind. */
export async function* stagedRecords<Row extends SourceRow>(
  context: StagingContext,
  source: Source<Row>,
  count: RowCount,
) {
  const { problems, progress, throttle } = context;
  const { file, rows, joiner, isReported, columnOf } = source;
  for await (const batch of rows) {
    const ready: RecordInput[] = [];
    let invalid = "";
    for (const row of batch) {
      const input = withRead(context, source, source.inputOf(row));
      if (input.unit) problems.addUnit(input.unit);
      const found = problemsOf(source, row, input);
      if (found.size === 0) {
        ready.push(...(joiner ? joiner.add(input) : [input]));
        continue;
      }
      for (const column of found.keys()) if (isReported?.(row, column)) found.delete(column);
      addCellProblems(problems, found, { file, row, ...(columnOf && { columnOf }) });
      invalid += invalidLine(context, source, input);
    }
    progress.add(batch.length);
    yield linesOf(context, source, ready) + invalid;
    await throttle.pause();
  }
  if (!joiner) return;
  yield linesOf(context, source, joiner.rest());
  for (const [line, other] of joiner.partners) count.partners.set(line, other);
}

type ReadInput = RecordInput & { read: ReadFields };

/** Reads the fields, with the id of the encounter. */
function withRead<Row extends SourceRow>(
  { importer }: Pick<StagingContext, "importer">,
  { source, type }: Pick<Source<Row>, "source" | "type">,
  input: RecordInput,
): ReadInput {
  const from = { practiceId: importer.practiceId, source };
  const { encounter } = input;
  const { encounterId = encounter === null ? null : recordIdOf(from, "encounter", encounter) } = input;
  const fields = type === "encounter" ? input.fields : { ...input.fields, encounterId };
  return { ...input, fields, read: importKinds[type].read(importer, fields) };
}

function problemsOf<Row extends SourceRow>(
  { columns: places }: Pick<Source<Row>, "columns">,
  row: Pick<Row, "cells">,
  { identifiers, dates = {}, read, problems: found = new Map() }: ReadInput,
): CellProblems {
  const problems: CellProblems = new Map(found);
  const add = (place: string, message: string | undefined) =>
    addIssue(problems, row.cells, { place, message });
  const check = (cells: Record<string, string>, schema: z.ZodType) => {
    for (const [column, value] of Object.entries(cells)) {
      const checked = schema.safeParse(value);
      if (!checked.success) add(column, checked.error.issues[0]?.message);
    }
  };
  check(identifiers, ExternalId);
  check(dates, PartialDate);
  for (const { path, message } of "issues" in read ? read.issues : []) add(placeOf(places, path), message);
  return problems;
}

/** What is wrong with a single row, by key of its cells. */
export const problemsOfRow = (
  importer: StagingContext["importer"],
  source: Pick<Source<SourceRow>, "source" | "type" | "columns">,
  { cells, input }: Pick<SourceRow, "cells"> & { input: RecordInput },
): CellProblems => problemsOf(source, { cells }, withRead({ importer }, source, input));

function placeOf(columns: Readonly<Record<string, string>>, path: string): string {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const column = columns[parts.slice(0, length).join(".")];
    if (column !== undefined) return column;
  }
  // A field without a column is a bug here, not a problem of the file.
  throw new Error(`No column is mapped to the field ${path}.`);
}

function linesOf<Row extends SourceRow>(
  { importer, progress, problems }: StagingContext,
  { source, type, file }: Source<Row>,
  inputs: readonly RecordInput[],
): string {
  const { practiceId } = importer;
  progress.staged += inputs.length;
  return inputs
    .map((input) => {
      const { line, read = importKinds[type].read(importer, input.fields) } = input;
      const { lineOf, warning } = requireRead(read);
      if (warning) problems.addWarning({ file, line, message: warning });
      const { id, ...keys } = keysOf({ practiceId, source, type }, input);
      return lineOf(id, keys);
    })
    .join("");
}

type IdSource = { practiceId: PracticeId } & Pick<Source<SourceRow>, "source" | "type">;

/** What the row is known by, and of a blood pressure, what its two rows would be known by alone. */
function keysOf({ type, ...from }: IdSource, input: RecordInput): RowKeys & { id: string } {
  const { line, patient, identity, apart = null, provider = null, pressures = {} } = input;
  const idOf = (row: RowIdentity | undefined) => (row ? recordIdOf(from, type, row.identity) : null);
  const [systolic, diastolic] = [idOf(pressures.systolic), idOf(pressures.diastolic)];
  const id = recordIdOf(from, type, identity);
  const isJoined = systolic !== null && diastolic !== null;
  return {
    line,
    patient,
    apart,
    id: isJoined ? joinedIdOf(systolic, diastolic) : id,
    // As earlier versions named a joined record.
    former: isJoined ? id : null,
    systolic,
    systolic_line: pressures.systolic?.line ?? null,
    systolic_apart: pressures.systolic?.apart ?? null,
    diastolic,
    diastolic_line: pressures.diastolic?.line ?? null,
    diastolic_apart: pressures.diastolic?.apart ?? null,
    provider,
    // The same as for the encounter's visit.
    appointment_id: provider === null ? null : importedId(from.practiceId, from.source, identity),
  };
}

/** Records may refer to an encounter with problems, which are reported once. */
function invalidLine<Row extends SourceRow>(
  { importer: { practiceId } }: StagingContext,
  { source, type }: Source<Row>,
  { line, patient, identity }: RecordInput,
): string {
  if (type !== "encounter" || identity === "" || `${identity}${patient}`.includes("\0")) return "";
  const id = recordIdOf({ practiceId, source }, type, identity);
  return stagings.encounter.invalidLine(
    { line, patient, apart: null, provider: null, appointment_id: null },
    id,
  );
}

function requireRead(read: ReadFields) {
  if ("lineOf" in read) return read;
  throw new TypeError("a record without problems alone has one when it is joined");
}
