import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { Changes, Operation } from "./schema.ts";

export const newestVersion = 2_147_483_647;

/** The last version of the previous page. At least 2, as no page follows version 1. */
const Cursor = z.coerce.number().pipe(z.int().min(2).max(newestVersion));

export const encodeVersionCursor = (version: number) => Buffer.from(String(version)).toString("base64url");

/** The newest version of a page. Throws `INVALID_INPUT` for a broken cursor. */
export function firstVersionAfter(cursor: string | undefined): number {
  if (cursor === undefined) return newestVersion;
  const parsed = Cursor.safeParse(Buffer.from(cursor, "base64url").toString());
  if (!parsed.success) throw invalidInput({ cursor: ["Not a cursor of a history"] });
  return parsed.data - 1;
}

/** In characters of the records' texts. Changes may repeat each text twice. */
const maxPageSize = 500_000;

/** How many of these records, as shown to the reader, fit on a page. At least one. */
export function fittingCount(records: readonly unknown[]): number {
  let length = 0;
  for (const [index, record] of records.entries()) {
    for (const value of Object.values(record ?? {})) if (typeof value === "string") length += value.length;
    if (length > maxPageSize) return Math.max(1, index);
  }
  return records.length;
}

type Existence = { version: number; isThere: boolean };

/** The operation that created a version. `before` is undefined if the record is older than its history. */
export function operationOf({ version, isThere }: Existence, before: Existence | undefined): Operation {
  if (!isThere) return "removed";
  if (version === 1) return "created";
  return before?.isThere === false ? "restored" : "updated";
}

/** The fields in which two records differ. A missing record counts as all null. */
export function changesBetween<Content extends object>(
  fields: readonly (keyof Content & string)[],
  before: Content | null,
  after: Content | null,
): Changes<Content> {
  const changes: Changes<Content> = {};
  for (const field of fields) {
    const [from, to] = [before?.[field] ?? null, after?.[field] ?? null];
    if (!isDeepStrictEqual(from, to)) changes[field] = { from, to };
  }
  return changes;
}
