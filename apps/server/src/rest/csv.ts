import { setImmediate as nextTurn } from "node:timers/promises";
import type { RestMeta } from "@caretype/api";
import { needsQuotes } from "@caretype/client/csv-cells";
import { mediaType } from "@hapi/accept";
import { stringify } from "csv-stringify/sync";
import { shortEnough } from "../http/accept-header.ts";
import { isRecord } from "./encode.ts";
import { wireName } from "./names.ts";
import type { Shape } from "./shape.ts";

const [json, csv] = ["application/json", "text/csv"];
export const csvContentType = `${csv}; charset=utf-8; header=present`;

/** Returns whether `Accept` prefers CSV to JSON. If it allows neither, or is invalid, the answer is JSON. */
export const prefersCsv = (accept: string | undefined): boolean => preferred(accept, [json, csv]) === csv;

/** Returns whether `Accept` allows CSV but not JSON. */
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

/** Returns whether a procedure has an answer, and only as JSON. */
export const hasOnlyJson = ({ rest }: { rest: RestMeta }): boolean => !rest.csv && rest.status !== 204;

/** Names the file after the route, such as `access-report.csv`, without a patient's id. */
export function csvDisposition(pattern: string): string {
  const name = pattern.split("/").findLast((part) => part !== "" && !part.startsWith("{"));
  return `attachment; filename="${name}.csv"`;
}

/**
 * Returns CSV as in RFC 4180: a line of names, and a line for each item.
 * It suits spreadsheets: a byte order mark announces UTF-8, and an apostrophe escapes cells that look like formulas.
 */
export async function toCsv({ fields }: Shape, items: readonly unknown[]): Promise<string> {
  const columns = [...fields];
  const lines = (rows: string[][], bom = false) =>
    stringify(rows, { bom, escape_formulas: true, quoted_match: needsQuotes, record_delimiter: "windows" });
  let text = lines([columns.map(([name]) => wireName(name))], true);
  for (let at = 0; at < items.length; at += rowsAtOnce) {
    // A page may name thousands of ids, so other calls are answered in between.
    if (at > 0) await nextTurn();
    const rows = items
      .slice(at, at + rowsAtOnce)
      .map((item) => columns.map(([name, shape]) => (isRecord(item) ? toCell(item[name], shape) : "")));
    text += lines(rows);
  }
  return text;
}

/** Rows that are written before other calls are answered. */
export const rowsAtOnce = 100;

/** Joins a list's values with spaces. Null is an empty cell. */
function toCell(value: unknown, shape: Shape): string {
  if (Array.isArray(value)) return value.map((item) => toCell(item, shape.items ?? shape)).join(" ");
  if (value === null || value === undefined) return "";
  return shape.isInstant ? inMicroseconds(String(value)) : String(value);
}

/** Pads instants to the same length, so that they sort as text. */
const inMicroseconds = (instant: string) =>
  instant.replace(
    /(:\d\d)(?:\.(\d{1,6}))?Z$/,
    (_all, seconds, fraction = "") => `${seconds}.${fraction.padEnd(6, "0")}Z`,
  );

/** Returns whether each item fits on one line: every field is a single value, or a list of them. */
export function isFlat({ fields }: Shape): boolean {
  return [...fields.values()].every((field) => isSingle(field.items ?? field));
}

const isSingle = ({ fields, items, values }: Shape) => fields.size === 0 && !items && !values;
