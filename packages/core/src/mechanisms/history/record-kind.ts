import type { Database, schema } from "@caretype/db";
import type { SQL } from "drizzle-orm";
import type { z } from "zod";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import type { AccountId, AnyId } from "../../kernel/field/ids.ts";
import type { Permission } from "../../kernel/permissions/permissions.ts";
import { permissionOf } from "../../kernel/procedure/guarded-fields.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { Services } from "../../kernel/procedure/services.ts";
import type { Selection, VersionedTable, VersionRow } from "./queries.ts";

/** Input of the check whether a caller may change a record. */
export type AccessContext = { db: Database; scope: Scope; services: Services };

/** `at`: the instant as of which the record is read. Undefined for lists and comparisons of versions. */
export type Seen<Id> = { id: Id; at?: string };

/** What reading the history of a kind of record needs. */
export type ReadableKind<
  Row extends VersionRow,
  Value extends { id: AnyId },
  Content,
  NotFound extends ErrorCode = ErrorCode,
> = VersionedTable & {
  type: string;
  /** The permission to read its records and their history. */
  reads: Permission;
  /** The noun in a sentence: `a patient`. */
  called: string;
  /** The noun in the audit, if different: `a patient's record`, and the text for entries about one patient. */
  described?: { practice: string; patient?: string };
  restBase: `/${string}`;
  id: z.ZodType<Value["id"], Value["id"]>;
  notFound: NotFound;
  record: z.ZodType<Value, Value>;
  /** The fields of a version: neither derived, nor set by every change. */
  content: z.ZodObject & z.ZodType<Content, Content>;
  /** The columns of its records, joined to `versions`, newest first. */
  select(db: Database, versions: SQL): Selection<Row>;
  /**
   * For a kind with withheld fields: whether the reader sees all of them. If not, versions that changed only withheld
   * fields are left out.
   */
  seesEveryChange?(reader: Reader): boolean;
  /** The record of a version, as its feature returns it. Null if part of it has been erased. */
  toRecord(row: Row, reader: Reader): Value | null;
  /** What the caller sees of each version. Rejects with the kind's own code if the record is withheld. */
  shownTo?(db: Database, scope: Scope, seen: Seen<Value["id"]>): Promise<(record: Value) => Value>;
  /** Other records that a version is about. Access reports for these include it. */
  relatedIds?(row: Row): AnyId[];
};

/** A kind whose records can be reverted. */
export type RecordKind<
  Row extends VersionRow,
  Value extends { id: AnyId },
  Content,
  NotFound extends ErrorCode = ErrorCode,
  Refusal extends ErrorCode = ErrorCode,
> = ReadableKind<Row, Value, Content, NotFound> & {
  type: (typeof schema.recordTypes)[number];
  /** The permission to change and revert its records. */
  changes: Permission;
  /** The codes of `requireAccess` and `write`. */
  refusals: readonly Refusal[];
  /** Locks the record like an update. */
  lock(db: Database, scope: Scope, id: Value["id"]): Promise<Value & { version: number }>;
  /** Rejects if the caller may not change this record, despite the role's permission. */
  requireAccess?(context: AccessContext, current: Value): Promise<void>;
  /** Writes the content of a version to the record. */
  write(db: Database, scope: Scope, row: Row): Promise<unknown>;
  /** Does what follows from the changed record. */
  onReverted?(context: AccessContext, reverted: Value): Promise<void>;
  find(db: Database, scope: Scope, id: Value["id"]): Promise<Value & { version: number }>;
};

/** Fields of a record that are not its content. */
export const unstamped = {
  id: true,
  createdBy: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const;

type Reader = Pick<Scope, "permissions" | "timeZone">;

type Stamped = { updatedAt: string; version: number };

/** The columns that a revert writes: all except the record's identity and those set by every change. */
export function revertible<Row extends Stamped & { id: AnyId; createdBy: AccountId; createdAt: string }>(
  row: Row,
) {
  const { id: _id, createdBy: _by, createdAt: _at, ...content } = row;
  return withoutStamps(content);
}

export function withoutStamps<Row extends Stamped>({ updatedAt: _at, version: _version, ...content }: Row) {
  return content;
}

/** Like `revertible`, without fields withheld from the caller, which stay as they are. */
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
