import { toJson } from "./safe-text.ts";
import { cellText, isRow, isRows, type Row, textTable } from "./text-table.ts";

export type View = { isJson: boolean; width: number; columns?: readonly string[] | undefined };

/**
 * The text for standard output, with notes for standard error. `lacksColumns`: some requested columns are missing.
 */
export type Shown = { output: string[]; notes: string[]; lacksColumns?: boolean };

export function showAnswer(answer: unknown, view: View): Shown {
  if (answer === undefined || answer === null) return { output: [], notes: view.isJson ? [] : ["Done."] };
  if (view.isJson) return { output: toJson(answer, 2).split("\n"), notes: [] };
  if (!isRow(answer))
    return isRows(answer) ? showRows(answer, view) : { output: [cellText(answer)], notes: [] };
  const { items, nextCursor, previousCursor, ...rest } = answer;
  if (!Array.isArray(items)) return showRecord(answer, view);
  const shown = showRows(items.filter(isRow), view);
  const more = isCursor(nextCursor) ? [`More: --cursor ${nextCursor}, or --all`] : [];
  const before = isCursor(previousCursor) ? [`Before: --cursor ${previousCursor}`] : [];
  return {
    ...shown,
    notes: [...fieldLines(onlySaying(rest)), ...shown.notes, ...before, ...more],
  };
}

/** The text is often copied into a shell, so it contains no special characters. */
const isCursor = (value: unknown) => typeof value === "string" && /^[\w.=-]+$/.test(value);

/** Omits defaults: `similar  false` would only distract from the list. */
const onlySaying = (record: Row): Row =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== false && value !== null));

/** Shows a list as a table. Named columns can be nested fields, such as `patient.name`. */
export function showRows(records: readonly Row[], { width, columns }: View): Shown {
  if (records.length === 0) return { output: [], notes: ["There are none."] };
  const rows = columns ? records.map(withFieldsWithin) : records;
  const known = columns?.filter((name) => hasColumn(rows, name));
  const { lines, left } = textTable(rows, width, known);
  const unknown = columns?.filter((name) => !hasColumn(rows, name)) ?? [];
  return {
    output: known?.length === 0 ? [] : lines,
    ...(unknown.length > 0 && { lacksColumns: true }),
    notes: [
      ...(left.length > 0 ? [`Not shown: ${left.join(", ")}. Use --columns or --json.`] : []),
      ...unknownColumns(unknown, Object(records[0])),
    ],
  };
}

const hasColumn = (rows: readonly Row[], name: string) => rows.some((row) => Object.hasOwn(row, name));

const unknownColumns = (names: readonly string[], record: Row): string[] =>
  names.length === 0
    ? []
    : [`There is no column ${names.join(", ")}. There are: ${Object.keys(record).join(", ")}.`];

/**
 * Shows fields, then a table for each list of records in them. Named columns can be fields, lists, and columns of the
 * lists.
 */
function showRecord(record: Row, view: View): Shown {
  const fields = view.columns ? withFieldsWithin(record) : record;
  const names = view.columns ?? Object.keys(fields);
  const lists = Object.entries(record).flatMap(([name, value]) => {
    if (!isRows(value)) return [];
    const columns = view.columns?.filter((column) => hasColumn(value.map(withFieldsWithin), column)) ?? [];
    return columns.length > 0 || names.includes(name)
      ? [
          {
            name,
            columns,
            ...showRows(value, { ...view, columns: columns.length > 0 ? columns : undefined }),
          },
        ]
      : [];
  });
  const own = names.filter((name) => Object.hasOwn(fields, name) && !isRows(fields[name]));
  const known = new Set([...own, ...lists.flatMap(({ name, columns }) => [name, ...columns])]);
  const unknown = names.filter((name) => !known.has(name));
  return {
    ...(unknown.length > 0 && { lacksColumns: true }),
    output: [
      ...fieldLines(Object.fromEntries(own.map((name) => [name, fields[name]]))),
      ...lists.flatMap(({ name, output }) => ["", `${name}:`, ...output]),
    ],
    notes: [...lists.flatMap(({ notes }) => notes), ...unknownColumns(unknown, record)],
  };
}

/** One line per field. Nested fields are prefixed with their parent's name. */
function fieldLines(record: Row): string[] {
  const fields = flatFields(record);
  const widest = Math.max(0, ...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(widest)}  ${cellText(value) || "–"}`);
}

const withFieldsWithin = (record: Row): Row => ({ ...Object.fromEntries(flatFields(record)), ...record });

function flatFields(record: Row, before = ""): [string, unknown][] {
  return Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    isRow(value) && Object.keys(value).length > 0
      ? flatFields(value, `${before}${name}.`)
      : [[`${before}${name}`, value]],
  );
}
