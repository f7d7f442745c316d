import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import type { TableFile } from "../file/protocol.ts";
import {
  dateColumn,
  guessMapping,
  type Mapping,
  onlyDateFormat,
  type Records,
  usableColumns,
} from "./guess-mapping.ts";
import { fieldsByValue, fitsByValue } from "./guess-values.ts";

type Sampled = Pick<TableFile, "columns" | "samples">;

/** Maps fields to columns by the columns' names, and then by their values. */
export function guessSettings(
  records: Records,
  file: Sampled,
  may: (field: TableField) => boolean,
): TableSettings {
  const mapping: Mapping = guessMapping(records, file.columns, may);
  const taken = new Set(Object.values(mapping));
  const left = usableColumns(file.columns).filter((column) => !taken.has(column));
  for (const field of fieldsByValue[records]) {
    // An age says the same as a date of birth.
    if (mapping[field] !== undefined || !may(field)) continue;
    const fitting = left.filter((column) => fitsByValue(field, valuesOf(file, column)));
    const [column, ...others] = fitting;
    // None of several columns, such as two phones or dates, is more likely than another.
    if (column === undefined || others.length > 0) continue;
    mapping[field] = column;
    left.splice(left.indexOf(column), 1);
  }
  const dated = dateColumn(mapping);
  const dateFormat = dated ? onlyDateFormat(file, dated) : undefined;
  return { mapping, ...(dateFormat && { dateFormat }) };
}

/** Whether the column was mapped by its values. */
export const isGuess = (field: TableField, file: Sampled, column: string): boolean =>
  fitsByValue(field, valuesOf(file, column));

const valuesOf = ({ columns, samples }: Sampled, column: string): string[] => {
  const at = columns.indexOf(column);
  return samples.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== "");
};
