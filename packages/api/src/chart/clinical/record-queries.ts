import { type Database, prepared, type schema } from "@caretype/db";
import { type AnyColumn, desc, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { ClinicalId } from "../../kernel/field/ids.ts";
import { decodeCursor, encodeCursor } from "../../kernel/field/paging.ts";
import type { ExpectedVersion } from "../../kernel/field/schemas.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { ListRecords } from "./schema.ts";
import { isShown } from "./shown.ts";

/** A dynamic select of the fields of a kind. */
type Reading<Row> = {
  where(condition: SQL): Reading<Row>;
  orderBy(...columns: SQL[]): Reading<Row>;
  limit(most: Placeholder): Reading<Row>;
  prepare(name: string): PgPreparedQuery<PreparedQueryConfig & { execute: Row[] }>;
};

type Column = "practiceId" | "id" | "patientId" | "encounterId" | "createdBy" | "errorReason" | "happenedAt";

type Kind<Row> = {
  type: schema.ClinicalType;
  notFound: ErrorCode;
  table: Record<Column, AnyColumn>;
  select(db: Database): Reading<Row>;
  /** When it happened, or until that is known, when it was written. */
  timeOf(row: Row): string;
  /** A column of those that lists leave out. */
  leavesOut?: AnyColumn;
};

type Change<Id> = { id: Id; expectedVersion: ExpectedVersion };
const keys = ["practiceId", "accountId", "id"] as const;
type Page<Row> = { items: Row[]; nextCursor: string | null };

/** A kind's statements. Each leaves out what is withheld from the caller, but allergies are shown to all. */
function statementsOf<Row extends { id: ClinicalId; version: number }>(kind: Kind<Row>) {
  const { type, table, select, leavesOut } = kind;
  const isInPractice = sql`${table.practiceId} = ${sql.placeholder("practiceId")}`;
  const shown = (patient: SQLWrapper) => (type === "allergy" ? sql`true` : isShown(table, patient));
  const isIt = sql`${isInPractice} and ${table.id} = ${sql.placeholder("id")}`;
  const byId = prepared(keys, (db) =>
    select(db)
      .where(sql`${isIt} and ${shown(table.patientId)}`)
      .prepare(`${type}_by_id`),
  );
  // Without the restrictions: Citus refuses to lock rows together with those of other tables.
  const lockById = prepared(["practiceId", "id"], (db) =>
    db
      .select({ id: sql`${table.id}` })
      .from(table.id.table)
      .where(isIt)
      .for("no key update")
      .prepare(`${type}_lock_by_id`),
  );
  const encounter = sql`${sql.placeholder("encounterId")}::uuid`;
  const pageNames = [
    "practiceId",
    "accountId",
    "patientId",
    "encounterId",
    "inError",
    "key",
    "id",
    "limit",
  ] as const;
  const page = prepared(pageNames, (db) =>
    select(db)
      .where(
        sql`${isInPractice} and ${table.patientId} = ${sql.placeholder("patientId")}
          and (${encounter} is null or ${table.encounterId} = ${encounter})
          and ${shown(sql.placeholder("patientId"))}
          ${leavesOut ? sql`and not ${leavesOut}` : sql``}
          and (${table.errorReason} is not null) = ${sql.placeholder("inError")}
          and (${table.happenedAt}, ${table.id}) < (${sql.placeholder("key")}::timestamptz, ${sql.placeholder("id")})`,
      )
      .orderBy(desc(table.happenedAt), desc(table.id))
      .limit(sql.placeholder("limit"))
      .prepare(`${type}_page`),
  );
  return { byId, lockById, page };
}

/** The queries that are the same for each kind of record in encounters. */
export function recordQueries<Row extends { id: ClinicalId; version: number }>(kind: Kind<Row>) {
  const { type, notFound, timeOf } = kind;
  const { byId, lockById, page } = statementsOf(kind);
  const only = ([row]: Row[]): Row => {
    if (!row) throw new DomainError(notFound);
    return row;
  };
  return {
    /** Rejects with the kind's own code for an unknown id, one of another practice, and a withheld record. */
    find: async (db: Database, { practiceId, accountId }: Scope, id: Row["id"]): Promise<Row> =>
      only(await byId(db).execute({ practiceId, accountId, id })),

    /** The same, and locks the record until the transaction ends. Throws `STALE_VERSION`. */
    async lock(db: Database, { practiceId, accountId }: Scope, change: Change<Row["id"]>): Promise<Row> {
      const key = { practiceId, id: change.id };
      // Sent together. The second one runs once the first has its lock, and sees the newest row.
      const [, found] = await Promise.all([
        lockById(db).execute(key),
        byId(db).execute({ ...key, accountId }),
      ]);
      const current = only(found);
      requireVersion(current, change.expectedVersion, { kind: type });
      return current;
    },

    /** Lists a patient's records by when they happened, newest first. */
    async list(db: Database, { practiceId, accountId }: Scope, input: ListRecords): Promise<Page<Row>> {
      const { patientId, encounterId = null, inError, limit, cursor } = input;
      // A cursor has an instant and an id, like one of the sort by time.
      const { key, id } = decodeCursor(cursor, "updated");
      const values = { practiceId, accountId, patientId, encounterId, inError, key, id, limit: limit + 1 };
      const rows = await page(db).execute(values);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const nextCursor = last ? encodeCursor("updated", { key: timeOf(last), id: last.id }) : null;
      return { items: rows.slice(0, limit), nextCursor };
    },
  };
}
