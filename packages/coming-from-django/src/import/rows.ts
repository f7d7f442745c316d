import { messageOf } from "@caretype/core/kernel/error/field-messages";
import { isStorableInstant } from "@caretype/core/kernel/field/instant";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { CreateAssignment } from "@caretype/core/people/assignment/schema";
import { findLongCells } from "@caretype/import/source/cell-length";
import { type Identified, type ParseResult, shownMessage } from "@caretype/import/source/problems";
import { ExternalId } from "@caretype/import/source/read-input";
import { doctorOfRow, patientOfRow } from "@caretype/import/source/table/rows";
import { type TableField, tableFields } from "@caretype/import/source/table/schema";

// Parses rows of Django's tables. The API's schemas validate all values.

/** The cells of a row by field. Cells of missing columns are absent. */
export type Cells = Readonly<Record<string, string | null>>;
export type FieldProblem = { field: string; message: string };
export type Parsed<Value> = { value: Value } | { problems: FieldProblem[] };

export const isSourceId = (id: string): boolean => ExternalId.safeParse(id).data === id;

/** The name's form with a value: parts if there are any, else the whole name. */
export function nameOf({ name, firstName, lastName }: Cells): Record<string, string> {
  if (firstName?.trim()) return { firstName, lastName: lastName ?? "" };
  const whole = name?.trim() ? name : lastName;
  return whole?.trim() ? { name: whole } : {};
}

export const patientOf = (author: Author, cells: Cells) =>
  parsed(cells, () =>
    patientOfRow(author, { settings, timeZone: author.timeZone, cells: patientCells(cells) }),
  );

const patientCells = (cells: Cells) => {
  const { age, ...others } = textsIn(cells, tableFields.patient);
  const isAged = !others.dateOfBirth && age;
  return { ...others, ...(isAged && { age }), gender: others.gender?.trim() || "unknown" };
};

export const doctorOf = (author: Author, cells: Cells) =>
  parsed(cells, () =>
    doctorOfRow(author, { settings, timeZone: null, cells: textsIn(cells, tableFields.doctor) }),
  );

/** PostgreSQL's format of dates. */
const settings = { mapping: {}, dateFormat: "YYYY-MM-DD" } as const;

/** Returns the non-empty cells of these fields. */
const textsIn = (cells: Cells, fields: readonly TableField[]): Record<string, string> => {
  const { name: _, firstName: _first, lastName: _last, ...others } = cells;
  const texts = fields.flatMap((field) => (others[field] ? [[field, others[field]] as const] : []));
  return { ...Object.fromEntries(texts), ...nameOf(cells) };
};

function parsed<Row>(cells: Cells, read: () => ParseResult<Identified<Row>>): Parsed<Row> {
  const long = findLongCells(cells);
  const found = long ? { problems: long } : read();
  return "value" in found ? { value: found.value.row } : problemsOf(cells, [...found.problems]);
}

const Reason = CreateAssignment.shape.reasonForVisit;

/** The contents of an assignment besides its people. `assignedAt` is null if it is unknown. */
export function assignmentOf(
  cells: Cells,
): Parsed<{ reasonForVisit: string | null; assignedAt: string | null }> {
  const reason = Reason.safeParse(cells.reasonForVisit ?? "");
  const assignedAt = instantOf(cells.assignedAt);
  if (!reason.success) return problemsOf(cells, [["reasonForVisit", reason.error.issues[0]?.message]]);
  if (assignedAt === undefined)
    return { problems: [{ field: "assignedAt", message: "Not an instant of the past" }] };
  return { value: { reasonForVisit: reason.data ?? null, assignedAt } };
}

/** Returns an instant as RFC 3339. Null if there is none, undefined if it is no valid instant of a record. */
export function instantOf(cell: string | null | undefined): string | null | undefined {
  if (!cell) return null;
  // PostgreSQL's format is `2024-05-01 09:30:00.123+00`. A column without a time zone is in UTC, as Django writes it.
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:\+00)?$/.exec(cell) ?? [];
  const instant = `${day}T${time}Z`;
  if (day === undefined || day < "1970" || !isStorableInstant(instant)) return undefined;
  return Date.parse(instant) <= currentTime() ? instant : undefined;
}

const problemsOf = (cells: Cells, found: [field: string, message: string | undefined][]) => ({
  problems: found.map(([field, message]) => ({
    field,
    message: shownMessage(field, messageOf(message), cells[field] ?? ""),
  })),
});
