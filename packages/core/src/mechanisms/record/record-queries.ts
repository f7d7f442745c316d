import { type Database, prepared } from "@caretype/db";
import { type AnyColumn, and, eq, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DomainError, onlyRow, type VersionedKind } from "../../kernel/error/domain-error.ts";
import type { AnyId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import type { ExpectedVersion } from "../../kernel/field/schemas.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import { type ChangeContext, unchanged } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";

export type Reading<Row> = {
  where(condition: SQL | undefined): Reading<Row>;
  for(strength: "update" | "key share"): Reading<Row>;
  orderBy(...columns: SQL[]): Reading<Row>;
  limit(most: Placeholder): Reading<Row>;
  prepare(name: string): PgPreparedQuery<PreparedQueryConfig & { execute: Row[] }>;
};

type Kind<Stored, Row> = {
  kind: VersionedKind;
  notFound: ErrorCode;
  table: Record<"practiceId" | "id", AnyColumn>;
  select(db: Database): Reading<Stored>;
  toRecord(row: Stored): Row;
  /** True for records visible to the caller, by their own columns. */
  isOwn?: SQL;
  /** The same by rows of other tables. Separate, as Citus refuses to lock them together with the record. */
  isShown?: SQL;
};

export type Change<Id> = { id: Id; expectedVersion: ExpectedVersion };
type Versioned = { id: AnyId; version: number };

const keys = ["practiceId", "accountId", "id"] as const;

function statementsOf<Stored, Row>({ table, select, isOwn, isShown }: Kind<Stored, Row>) {
  const isIt = and(
    eq(table.practiceId, sql.placeholder("practiceId")),
    isOwn,
    eq(table.id, sql.placeholder("id")),
  );
  const byId = prepared(keys, (db) => select(db).where(and(isIt, isShown)));
  const locked = prepared(keys, (db) => select(db).where(isIt).for("update"));
  const lockById = prepared(keys, (db) =>
    db
      .select({ id: sql`${table.id}` })
      .from(table.id.table)
      .where(isIt)
      .for("no key update"),
  );
  const held = prepared(keys, (db) => select(db).where(isIt).for("key share"));
  return { byId, locked, lockById, held };
}

/**
 * Reads of one record, alike for each kind. They reject with the kind's own code for an unknown id, another
 * practice's record, and a withheld record.
 */
export function recordQueries<Stored, Row extends Versioned>(of: Kind<Stored, Row>) {
  const { byId, locked, lockById, held } = statementsOf(of);
  const only = ([row]: Stored[]): Row => {
    if (!row) throw new DomainError(of.notFound);
    return of.toRecord(row);
  };
  const valuesOf = ({ practiceId, accountId }: Scope, id: Row["id"]) => ({ practiceId, accountId, id });
  const lockAny = async (db: Database, scope: Scope, id: Row["id"]): Promise<Stored[]> => {
    const values = valuesOf(scope, id);
    if (!of.isShown) return locked(db).execute(values);
    // Pipelined. The second one runs once the first has its lock, and sees the newest row.
    const [, found] = await Promise.all([lockById(db).execute(values), byId(db).execute(values)]);
    return found;
  };
  return {
    find: async (db: Database, scope: Scope, id: Row["id"]): Promise<Row> =>
      only(await byId(db).execute(valuesOf(scope, id))),

    /** Like `find`, and protects it from removal until the transaction ends. */
    hold: async (db: Database, scope: Scope, id: Row["id"]): Promise<Row> =>
      only(await held(db).execute(valuesOf(scope, id))),

    /** Like `find`, and locks it until the transaction ends. Throws `STALE_VERSION`. */
    async lock(db: Database, scope: Scope, { id, expectedVersion }: Change<Row["id"]>): Promise<Row> {
      const current = only(await lockAny(db, scope, id));
      requireVersion(current, expectedVersion, { kind: of.kind });
      return current;
    },
  };
}

type Update<Row extends Versioned, Fields> = {
  notFound: ErrorCode;
  lock(db: Database, scope: Scope, change: Change<Row["id"]>): Promise<Row>;
  /** Checks the sent fields, and returns those to write. */
  check?(db: Database, scope: Scope, sent: { fields: Fields; current: Row }): Promise<Fields>;
  /** Writes the fields, and resolves to the row. A trigger sets author and version. */
  write(db: Database, scope: Scope, change: { id: Row["id"]; changes: Fields }): Promise<Row[]>;
};

/** Updates a record. Throws `STALE_VERSION`. `Fields`: those that an update may send. */
export const recordUpdate =
  <Row extends Versioned, Fields extends object>({ notFound, lock, check, write }: Update<Row, Fields>) =>
  async ({ db, scope, audit }: ChangeContext, change: Change<Row["id"]>, fields: Fields): Promise<Row> => {
    const current = await lock(db, scope, change);
    if (isSame(current, fields)) return unchanged(audit, current);
    const changes = check ? await check(db, scope, { fields, current }) : fields;
    return onlyRow(await write(db, scope, { id: change.id, changes }), notFound);
  };
