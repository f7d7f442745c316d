import { type Database, prepared, type schema } from "@caretype/db";
import { type AnyColumn, desc, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { ErrorCode } from "../error/definitions.ts";
import { DomainError } from "../error/domain-error.ts";
import type { ClinicalId } from "../field/ids.ts";
import { decodeCursor, encodeCursor } from "../field/paging.ts";
import type { ExpectedVersion } from "../field/schemas.ts";
import { requireVersion } from "../field/version.ts";
import type { Scope } from "../procedure/scope.ts";
import type { ListRecords } from "./schema.ts";

/** A dynamic select of the fields of a kind. */
type Reading<Row> = {
  where(condition: SQL): Reading<Row>;
  orderBy(...columns: SQL[]): Reading<Row>;
  limit(most: Placeholder): Reading<Row>;
  for(strength: "no key update"): Reading<Row>;
  prepare(name: string): PgPreparedQuery<PreparedQueryConfig & { execute: Row[] }>;
};

type Kind<Row> = {
  type: schema.ClinicalType;
  notFound: ErrorCode;
  table: Record<"practiceId" | "id" | "patientId" | "encounterId" | "errorReason" | "happenedAt", AnyColumn>;
  select(db: Database): Reading<Row>;
  /** When it happened, or until that is known, when it was written. */
  timeOf(row: Row): string;
  /** A column of those that lists leave out. */
  leavesOut?: AnyColumn;
};

type Change<Id> = { id: Id; expectedVersion: ExpectedVersion };
type Page<Row> = { items: Row[]; nextCursor: string | null };

/** The queries that are the same for each kind of record in encounters. */
export function recordQueries<Row extends { id: ClinicalId; version: number }>(kind: Kind<Row>) {
  const { type, notFound, table, select, timeOf, leavesOut } = kind;
  const isInPractice = sql`${table.practiceId} = ${sql.placeholder("practiceId")}`;
  const isIt = sql`${isInPractice} and ${table.id} = ${sql.placeholder("id")}`;
  const byId = prepared(["practiceId", "id"], (db) => select(db).where(isIt).prepare(`${type}_by_id`));
  const lockedById = prepared(["practiceId", "id"], (db) =>
    select(db).where(isIt).for("no key update").prepare(`${type}_locked_by_id`),
  );
  const encounter = sql`${sql.placeholder("encounterId")}::uuid`;
  const pageNames = ["practiceId", "patientId", "encounterId", "inError", "key", "id", "limit"] as const;
  const page = prepared(pageNames, (db) =>
    select(db)
      .where(
        sql`${isInPractice} and ${table.patientId} = ${sql.placeholder("patientId")}
          and (${encounter} is null or ${table.encounterId} = ${encounter})
          ${leavesOut ? sql`and not ${leavesOut}` : sql``}
          and (${table.errorReason} is not null) = ${sql.placeholder("inError")}
          and (${table.happenedAt}, ${table.id}) < (${sql.placeholder("key")}::timestamptz, ${sql.placeholder("id")})`,
      )
      .orderBy(desc(table.happenedAt), desc(table.id))
      .limit(sql.placeholder("limit"))
      .prepare(`${type}_page`),
  );
  const only = ([row]: Row[]): Row => {
    if (!row) throw new DomainError(notFound);
    return row;
  };
  return {
    /** Rejects with the kind's own code for an unknown id, and for one of another practice. */
    find: async (db: Database, { practiceId }: Scope, id: Row["id"]): Promise<Row> =>
      only(await byId(db).execute({ practiceId, id })),

    /** The same, and locks the record until the transaction ends. Throws `STALE_VERSION`. */
    async lock(db: Database, { practiceId }: Scope, change: Change<Row["id"]>): Promise<Row> {
      const current = only(await lockedById(db).execute({ practiceId, id: change.id }));
      requireVersion(current, change.expectedVersion, { kind: type });
      return current;
    },

    /** Lists a patient's records by when they happened, newest first. */
    async list(db: Database, { practiceId }: Scope, input: ListRecords): Promise<Page<Row>> {
      const { patientId, encounterId = null, inError, limit, cursor } = input;
      // A cursor has an instant and an id, like one of the sort by time.
      const { key, id } = decodeCursor(cursor, "updated");
      const values = { practiceId, patientId, encounterId, inError, key, id, limit: limit + 1 };
      const rows = await page(db).execute(values);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const nextCursor = last ? encodeCursor("updated", { key: timeOf(last), id: last.id }) : null;
      return { items: rows.slice(0, limit), nextCursor };
    },
  };
}
