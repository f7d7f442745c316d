import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";

export type WantedColumns<Column extends string> = {
  required: readonly Column[];
  optional: readonly Column[];
  /** The column's name in earlier versions of the other program. */
  former?: Readonly<Record<string, string>>;
};

export type ColumnLayout<Column extends string> = {
  /** The position of each column in a row. For a repeated column, the first. */
  fields: [column: Column, field: number][];
  missing: Column[];
  twice: Column[];
  /** Cells by column. A missing column reads as empty. */
  rowOf: (cells: readonly string[]) => Record<Column, string>;
};

/** Returns a row with an empty value in each column. */
export const emptyRowOf = <Column extends string>(columns: readonly Column[]) =>
  // `fromEntries` loses the key types.
  Object.fromEntries(columns.map((column) => [column, ""])) as Record<Column, string>;

export const fieldName = (names: readonly string[], field: number) => names[field] || `field ${field + 1}`;

/** Describes a row that is longer or shorter than the header, at the first mismatched cell. */
export const widthProblem = (
  names: readonly string[],
  cells: number,
): { column: string; message: FieldMessage } => ({
  column: fieldName(names, Math.min(cells, names.length)),
  message: `The row has ${cells} fields, the header ${names.length}`,
});

/** Finds the wanted columns in a header, in any order and letter case. */
export function layoutOf<Column extends string>(
  names: readonly string[],
  { required, optional, former = {} }: WantedColumns<Column>,
): ColumnLayout<Column> {
  const lower = names.map((name) => name.toLowerCase());
  const emptyRow = emptyRowOf([...required, ...optional]);
  const rowOf = (cells: readonly string[]) => {
    const row = { ...emptyRow };
    for (const [column, field] of layout.fields) row[column] = cells[field] ?? "";
    return row;
  };
  const layout: ColumnLayout<Column> = { fields: [], missing: [], twice: [], rowOf };
  for (const column of [...required, ...optional]) {
    const earlier = former[column];
    const name = earlier && !lower.includes(column.toLowerCase()) ? earlier : column;
    const field = lower.indexOf(name.toLowerCase());
    if (field !== -1) layout.fields.push([column, field]);
    else if (required.includes(column)) layout.missing.push(column);
    if (field !== lower.lastIndexOf(name.toLowerCase())) layout.twice.push(column);
  }
  return layout;
}
