import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { zoneOf } from "@caretype/core/kernel/field/day";
import type { ClinicalId } from "@caretype/core/kernel/field/ids";
import { decodeCursor, encodeCursor } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Reading, recordQueries as readRecords } from "@caretype/core/mechanisms/record/record-queries";
import { type Database, prepared, type schema } from "@caretype/db";
import { type AnyColumn, desc, type SQL, sql } from "drizzle-orm";
import type { ListRecords } from "./schema.ts";
import { isShownOf } from "./shown.ts";
import { place, type Time, timesInLists } from "./time-order.ts";

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
  /** Selects records with their place in a list. */
  selectAt(db: Database, at: SQL): Reading<{ record: Row; at: string }>;
  /** SQL that selects records for lists, with other inputs as parameters. Default: all. */
  lists?: SQL;
};

type Page<Row> = { items: Row[]; nextCursor: string | null };

function pageOf<Row>(kind: Kind<Row>) {
  const { type, table, selectAt, lists } = kind;
  const encounter = sql`${sql.placeholder("encounterId")}::uuid`;
  const pageNames = [
    "practiceId",
    "accountId",
    "patientId",
    "encounterId",
    "inError",
    "vitalSigns",
    "key",
    "id",
    "limit",
    "timeZone",
  ] as const;
  const times = timesInLists(type);
  const isAfter = ({ isOf, key, bound, id }: Time) => sql`
    ${table.practiceId} = ${sql.placeholder("practiceId")} and ${table.patientId} = ${sql.placeholder("patientId")}
    and (${encounter} is null or ${table.encounterId} = ${encounter})
    and ${isShownOf(kind, sql.placeholder("patientId"))}
    ${lists ? sql`and ${lists}` : sql``}
    and (${table.errorReason} is not null) = ${sql.placeholder("inError")}
    and ${isOf} and (${key}, ${table.id}) < (${bound(place.key)}, ${id})`;
  const firstOf = (time: Time) => sql`(
    select ${table.id} from ${table.id.table} where ${isAfter(time)}
    order by ${time.key} desc, ${table.id} desc limit ${sql.placeholder("limit")})`;
  const at = sql`case ${sql.join(times.map((time) => sql`when ${time.isOf} then ${time.at} `))} end`;
  // Each time has its own index, and several times have none in common.
  const [only = null] = times.length === 1 ? times : [];
  const isOnPage = only
    ? isAfter(only)
    : sql`${table.practiceId} = ${sql.placeholder("practiceId")}
        and ${table.id} in (${sql.join(times.map(firstOf), sql` union all `)})`;
  return prepared(pageNames, (db) =>
    selectAt(db, at.mapWith(table.happenedAt))
      .where(isOnPage)
      .orderBy(desc(only?.key ?? at), desc(table.id))
      .limit(sql.placeholder("limit")),
  );
}

/** The queries that are the same for each kind of record of a patient. */
export function recordQueries<Row extends { id: ClinicalId; version: number }>(kind: Kind<Row>) {
  const { type } = kind;
  const page = pageOf(kind);
  return {
    ...readRecords<Row, Row>({
      ...kind,
      kind: type,
      toRecord: (row) => row,
      isShown: isShownOf(kind, kind.table.patientId),
    }),

    /** Lists a patient's records by when they happened, newest first. */
    async list(
      db: Database,
      { practiceId, accountId, timeZone }: Scope,
      input: ListRecords,
    ): Promise<Page<Row>> {
      const { patientId, encounterId = null, inError, vitalSigns = null, limit, cursor } = input;
      // A cursor has an instant and an id, as for sorting by time.
      const { key, id } = decodeCursor(cursor, "updated");
      const rows = await page(db).execute({
        practiceId,
        accountId,
        patientId,
        encounterId,
        inError,
        vitalSigns,
        key,
        id,
        limit: limit + 1,
        timeZone: zoneOf(timeZone),
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const nextCursor = last ? encodeCursor("updated", { key: last.at, id: last.record.id }) : null;
      return { items: rows.slice(0, limit).map(({ record }) => record), nextCursor };
    },
  };
}
