import { mediaType } from "@hapi/accept";
import { stringify } from "csv-stringify/sync";
import { isRecord } from "./encode.ts";
import { wireName } from "./names.ts";
import type { Shape } from "./shape.ts";

const csv = "text/csv";
export const csvContentType = `${csv}; charset=utf-8; header=present`;

/** Whether `Accept` prefers CSV to JSON. What asks for neither, or cannot be read, gets JSON as everywhere. */
export function prefersCsv(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  try {
    return mediaType(accept, ["application/json", csv]).split(";")[0]?.trim().toLowerCase() === csv;
  } catch {
    return false;
  }
}

/**
 * As RFC 4180 has it: a line of names, and a line for each item. A cell that a spreadsheet would take for a formula gets
 * an apostrophe before it.
 */
export function toCsv({ fields }: Shape, items: readonly unknown[]): string {
  const names = [...fields.keys()];
  const rows = items.map((item) => names.map((name) => (isRecord(item) ? toCell(item[name]) : "")));
  return stringify([names.map(wireName), ...rows], {
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** What is a list has its values side by side; null is an empty cell. */
function toCell(value: unknown): string {
  if (Array.isArray(value)) return value.map(toCell).join(" ");
  return value === null || value === undefined ? "" : String(value);
}

/** Whether each item fits one line: fields that are single values, or lists of those. */
export function isFlat({ fields }: Shape): boolean {
  return [...fields.values()].every((field) => isSingle(field.items ?? field));
}

const isSingle = ({ fields, items, values }: Shape) => fields.size === 0 && !items && !values;
