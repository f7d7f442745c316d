import type { Database } from "@caretype/db";
import type { SQL } from "drizzle-orm";
import type { z } from "zod";
import type { DirectoryContext } from "../doctor/directory-rights.ts";
import type { ErrorCode } from "../error/definitions.ts";
import type { AccountId, RecordId } from "../field/ids.ts";
import type { Permission } from "../permissions.ts";
import { permissionOf } from "../procedure/guarded-fields.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Selection, VersionedTable, VersionRow } from "./queries.ts";

/** What the history of one kind of records has to know of it; all else is the same for all of them. */
export type RecordKind<Row extends VersionRow, Value extends { id: RecordId }, Content> = VersionedTable & {
  type: "patient" | "doctor" | "assignment";
  /** What its schemas are called in the OpenAPI document. */
  name: string;
  /** In a sentence: `a patient`. */
  called: string;
  /** In the audit: `a patient's record`, and the words where an entry names one patient. */
  described: { practice: string; patient?: string };
  restBase: `/${string}`;
  id: z.ZodType<Value["id"], Value["id"]>;
  notFound: ErrorCode;
  record: z.ZodType<Value, Value>;
  /** The fields that a version is made of: without those that are derived, and those that every change stamps. */
  content: z.ZodObject & z.ZodType<Content, Content>;
  /** The columns of its records, joined to `versions`, the newest first. */
  select(db: Database, versions: SQL): Selection<Row>;
  /**
   * Of a kind with fields that are withheld from some: whether the reader sees them all. To who does not, versions that
   * have changed no other are not told.
   */
  seesEveryChange?(reader: Reader): boolean;
  /**
   * The record of a version in which it was there, as its feature answers it. Null where a part of it is no longer
   * known, as that has been erased.
   */
  toRecord(row: Row, reader: Reader): Value | null;
  /** Other records that a version is about, whose access reports are to tell of it. */
  relatedIds?(row: Row): RecordId[];
  /** As an update does it. */
  lock(db: Database, scope: Scope, id: Value["id"]): Promise<Value & { version: number }>;
  /** Rejects where the caller may not change this record, whatever the role allows. */
  requireAccess?(context: DirectoryContext, current: Value): Promise<void>;
  /** Gives the record the content of a version in which it was there. */
  write(db: Database, scope: Scope, row: Row): Promise<unknown>;
  find(db: Database, scope: Scope, id: Value["id"]): Promise<Value & { version: number }>;
};

type Reader = Pick<Scope, "permissions">;

type Stamped = { updatedAt: string; version: number };

/** What a revert writes of a row: all but what stays the record's own, or is stamped. */
export function revertible<Row extends Stamped & { id: RecordId; createdBy: AccountId; createdAt: string }>(
  row: Row,
) {
  const { id: _id, createdBy: _by, createdAt: _at, ...content } = row;
  return withoutStamps(content);
}

export function withoutStamps<Row extends Stamped>({ updatedAt: _at, version: _version, ...content }: Row) {
  return content;
}

/** The same without the fields that the caller may not see: who may not cannot mean them, and they stay as they are. */
export function withoutGuarded<Row extends object>(
  row: Row,
  record: z.ZodObject,
  held: ReadonlySet<Permission>,
): Partial<Row> {
  const shown: Partial<Row> = { ...row };
  for (const [name, field] of Object.entries(record.shape)) {
    const permission = permissionOf(field);
    if (permission && !held.has(permission)) Reflect.deleteProperty(shown, name);
  }
  return shown;
}
