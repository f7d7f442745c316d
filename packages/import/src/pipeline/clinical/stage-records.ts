import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import type { z } from "zod";
import { importKinds, type ReadFields } from "../../source/clinical/kinds.ts";
import type { PressureJoiner } from "../../source/clinical/pressures.ts";
import type { PressurePart, RecordInput, RowIdentity } from "../../source/clinical/record-input.ts";
import type { ImportedClinicalType } from "../../source/clinical/types.ts";
import { importedId, joinedIdOf, recordIdOf } from "../../source/ids.ts";
import { addIssue, type CellProblems, type ReadRow, type SourceRow } from "../../source/problems.ts";
import { ExternalId } from "../../source/read-input.ts";
import type { StagingContext } from "../stage-rows.ts";
import { stagings } from "../staging.ts";

/** The keys of a row, in the columns of its staging table. Null: the row or its kind has none. */
type RowKeys = { line: number; patient: string } & Record<
  | "apart"
  | "content"
  | "former"
  | "provider"
  | "appointment_id"
  | `${PressurePart}${"" | "_line" | "_apart"}`,
  string | number | null
>;

type Rows = {
  [Type in ImportedClinicalType]: Extract<
    ReturnType<(typeof importKinds)[Type]["read"]>,
    { row: object }
  >["row"];
};
/** A missing column does not compile. */
const tables: {
  [Type in ImportedClinicalType]: { line: (keys: RowKeys, row: Rows[Type] & { id: string }) => string };
} = stagings;

const lineOf = <Type extends ImportedClinicalType>(
  type: Type,
  row: Rows[Type],
  { id, ...keys }: RowKeys & { id: string },
): string => tables[type].line(keys, { ...row, id });

/** The source of a kind's records. */
export type RecordSource = {
  file: string;
  /** The name of the other system. */
  source: string;
  type: ImportedClinicalType;
  /** The columns that report a field's problems. The longest matching prefix of the field's path counts. */
  columns: Readonly<Record<string, string>>;
  /** Joins rows to records. Default: one record per row. */
  joiner?: PressureJoiner | undefined;
  /** The column for problems of the whole record, if there is one. */
  columnAt?: (line: number) => string | undefined;
};

type RecordContext = Pick<StagingContext, "importer" | "problems">;

/**
 * Turns a row into COPY text for records of a kind. Records may refer to an encounter with problems, which are
 * reported once.
 */
export function recordLine(
  context: RecordContext,
  source: RecordSource,
  { cells, input: given }: { cells: SourceRow["cells"]; input: RecordInput },
): ReadRow {
  if (given.isHeading) {
    context.problems.headings++;
    return {};
  }
  const input = withRead(context, source, given);
  if (input.unit) context.problems.addUnit(input.unit);
  const problems = problemsOf(source, cells, input);
  if (problems.size > 0) return { problems, value: invalidLine(context, source, input) };
  const ready = source.joiner ? source.joiner.add(input) : [input];
  return { value: linesOf(context, source, ready) };
}

/** Returns the COPY text of rows whose other part is missing. */
export const restOfRecords = (context: RecordContext, source: RecordSource): string =>
  linesOf(context, source, source.joiner?.rest() ?? []);

type ReadInput = RecordInput & { read: ReadFields };

/** Reads the fields, with the id of the encounter. */
function withRead(
  { importer }: RecordContext,
  { source, type }: RecordSource,
  input: RecordInput,
): ReadInput {
  const from = { practiceId: importer.practiceId, source };
  const { encounter } = input;
  const { encounterId = encounter === null ? null : recordIdOf(from, "encounter", encounter) } = input;
  const fields = type === "encounter" ? input.fields : { ...input.fields, encounterId };
  return { ...input, fields, read: importKinds[type].read(importer, fields) };
}

function problemsOf(
  { columns: places }: RecordSource,
  cells: SourceRow["cells"],
  { identifiers, dates = {}, read, problems: found = new Map() }: ReadInput,
): CellProblems {
  const problems: CellProblems = new Map(found);
  const add = (place: string, message: string | undefined) => addIssue(problems, cells, { place, message });
  const check = (values: Record<string, string>, schema: z.ZodType) => {
    for (const [column, value] of Object.entries(values)) {
      const checked = schema.safeParse(value);
      if (!checked.success) add(column, checked.error.issues[0]?.message);
    }
  };
  check(identifiers, ExternalId);
  check(dates, PartialDate);
  for (const { path, message } of "issues" in read ? read.issues : []) add(placeOf(places, path), message);
  return problems;
}

function placeOf(columns: Readonly<Record<string, string>>, path: string): string {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const column = columns[parts.slice(0, length).join(".")];
    if (column !== undefined) return column;
  }
  // A field without a column is a bug here, not a problem of the file.
  throw new Error(`No column is mapped to the field ${path}.`);
}

function linesOf(
  { importer, problems }: RecordContext,
  { source, type, file, columnAt }: RecordSource,
  inputs: readonly RecordInput[],
): string {
  const { practiceId } = importer;
  return inputs
    .map((input) => {
      const { line, read = importKinds[type].read(importer, input.fields) } = input;
      if ("issues" in read) throw new TypeError("a record without problems alone has one when it is joined");
      const { row, warning } = read;
      if (warning) problems.addWarning({ file, line, column: columnAt?.(line), message: warning });
      return lineOf(type, row, keysOf({ practiceId, source, type }, input));
    })
    .join("");
}

type IdSource = { practiceId: PracticeId } & Pick<RecordSource, "source" | "type">;

/** Returns the keys of a row. For a blood pressure, also those of its two rows alone. */
function keysOf({ type, ...from }: IdSource, input: RecordInput): RowKeys & { id: string } {
  const { line, patient, identity, apart = null, content = null, provider = null, pressures = {} } = input;
  const idOf = (row: RowIdentity | undefined) => (row ? recordIdOf(from, type, row.identity) : null);
  const [systolic, diastolic] = [idOf(pressures.systolic), idOf(pressures.diastolic)];
  const id = recordIdOf(from, type, identity);
  const isJoined = systolic !== null && diastolic !== null;
  return {
    line,
    patient,
    apart,
    content,
    id: isJoined ? joinedIdOf(systolic, diastolic) : id,
    // The name of a joined record in earlier versions.
    former: isJoined ? id : null,
    systolic,
    systolic_line: pressures.systolic?.line ?? null,
    systolic_apart: pressures.systolic?.apart ?? null,
    diastolic,
    diastolic_line: pressures.diastolic?.line ?? null,
    diastolic_apart: pressures.diastolic?.apart ?? null,
    provider,
    // The same id as that of the encounter's visit.
    appointment_id: provider === null ? null : importedId(from.practiceId, from.source, identity),
  };
}

function invalidLine(
  { importer: { practiceId } }: RecordContext,
  { source, type }: RecordSource,
  { line, patient, identity }: RecordInput,
): string | undefined {
  if (type !== "encounter" || identity === "" || `${identity}${patient}`.includes("\0")) return undefined;
  const id = recordIdOf({ practiceId, source }, type, identity);
  return stagings.encounter.invalidLine(
    { line, patient, apart: null, content: null, provider: null, appointment_id: null },
    id,
  );
}
