import { type Database, prepared, type schema } from "@caretype/db";
import { type AnyColumn, desc, type SQLWrapper, sql } from "drizzle-orm";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import type { ClinicalId } from "../../kernel/field/ids.ts";
import { decodeCursor, encodeCursor } from "../../kernel/field/paging.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type Reading, recordQueries as readRecords } from "../../mechanisms/record/record-queries.ts";
import type { ListRecords } from "./schema.ts";
import { isShownOf } from "./shown.ts";

export type RecordColumns =
  | "practiceId"
  | "id"
  | "patientId"
  | "encounterId"
  | "createdBy"
  | "errorReason"
  | "happenedAt";

type Kind<Row> = {
  type: schema.ClinicalType;
  notFound: ErrorCode;
  table: Record<RecordColumns, AnyColumn>;
  select(db: Database): Reading<Row>;
  /** When it happened, or until that is known, when it was written. */
  timeOf(row: Row): string;
  /** A column of those that lists leave out. */
  leavesOut?: AnyColumn;
};

type Page<Row> = { items: Row[]; nextCursor: string | null };

/** Leaves out what is withheld from the caller. */
const shownOf = <Row>({ type, table }: Kind<Row>, patient: SQLWrapper) => isShownOf(type, table, patient);

function pageOf<Row>(kind: Kind<Row>) {
  const { type, table, select, leavesOut } = kind;
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
  return prepared(pageNames, (db) =>
    select(db)
      .where(
        sql`${table.practiceId} = ${sql.placeholder("practiceId")} and ${table.patientId} = ${sql.placeholder("patientId")}
          and (${encounter} is null or ${table.encounterId} = ${encounter})
          and ${shownOf(kind, sql.placeholder("patientId"))}
          ${leavesOut ? sql`and not ${leavesOut}` : sql``}
          and (${table.errorReason} is not null) = ${sql.placeholder("inError")}
          and (${table.happenedAt}, ${table.id}) < (${sql.placeholder("key")}::timestamptz, ${sql.placeholder("id")})`,
      )
      .orderBy(desc(table.happenedAt), desc(table.id))
      .limit(sql.placeholder("limit"))
      .prepare(`${type}_page`),
  );
}

/** The queries that are the same for each kind of record of a patient. */
export function recordQueries<Row extends { id: ClinicalId; version: number }>(kind: Kind<Row>) {
  const { type, timeOf } = kind;
  const page = pageOf(kind);
  return {
    ...readRecords<Row, Row>({
      ...kind,
      kind: type,
      toRecord: (row) => row,
      isShown: shownOf(kind, kind.table.patientId),
    }),

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
