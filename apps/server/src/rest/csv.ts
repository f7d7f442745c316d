import type { RestMeta } from "@caretype/api";
import { mediaType } from "@hapi/accept";
import { stringify } from "csv-stringify/sync";
import { shortEnough } from "../http/accept-header.ts";
import { isRecord } from "./encode.ts";
import { wireName } from "./names.ts";
import type { Shape } from "./shape.ts";

const [json, csv] = ["application/json", "text/csv"];
export const csvContentType = `${csv}; charset=utf-8; header=present`;

/** Whether `Accept` prefers CSV to JSON. What asks for neither, or cannot be read, gets JSON as everywhere. */
export const prefersCsv = (accept: string | undefined): boolean => preferred(accept, [json, csv]) === csv;

/** Whether JSON is no answer to it, though all else that asks for no CSV gets that. */
export const wantsCsvOnly = (accept: string | undefined): boolean =>
  prefersCsv(accept) && preferred(accept, [json]) !== json;

function preferred(sent: string | undefined, types: string[]): string | undefined {
  const accept = shortEnough(sent);
  if (accept === undefined) return undefined;
  try {
    return mediaType(accept, types).split(";")[0]?.trim().toLowerCase();
  } catch {
    return undefined;
  }
}

/** Whether there is something to answer, and in one form. */
export const hasOnlyJson = ({ rest }: { rest: RestMeta }): boolean => !rest.csv && rest.status !== 204;

/** Such as `access-report.csv`: by the address, and by nothing that is in it of a patient. */
export function csvDisposition(pattern: string): string {
  const name = pattern.split("/").findLast((part) => part !== "" && !part.startsWith("{"));
  return `attachment; filename="${name}.csv"`;
}

/**
 * As RFC 4180 has it: a line of names, and a line for each item. It is made for spreadsheets: by a byte order mark they
 * know that it is UTF-8, and a cell that they would take for a formula gets an apostrophe before it.
 */
export function toCsv({ fields }: Shape, items: readonly unknown[]): string {
  const columns = [...fields];
  const rows = items.map((item) =>
    columns.map(([name, shape]) => (isRecord(item) ? toCell(item[name], shape) : "")),
  );
  return stringify([columns.map(([name]) => wireName(name)), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** What is a list has its values side by side; null is an empty cell. */
function toCell(value: unknown, shape: Shape): string {
  if (Array.isArray(value)) return value.map((item) => toCell(item, shape.items ?? shape)).join(" ");
  if (value === null || value === undefined) return "";
  return shape.isInstant ? inMicroseconds(String(value)) : String(value);
}

/** All of one length, so that they sort as texts and are read as one kind. */
const inMicroseconds = (instant: string) =>
  instant.replace(
    /(:\d\d)(?:\.(\d{1,6}))?Z$/,
    (_all, seconds, fraction = "") => `${seconds}.${fraction.padEnd(6, "0")}Z`,
  );

/** Whether each item fits one line: fields that are single values, or lists of those. */
export function isFlat({ fields }: Shape): boolean {
  return [...fields.values()].every((field) => isSingle(field.items ?? field));
}

const isSingle = ({ fields, items, values }: Shape) => fields.size === 0 && !items && !values;
