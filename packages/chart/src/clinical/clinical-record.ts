import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { ClinicalId, PatientId, RecordId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import {
  selectVersions,
  type VersionedTable,
  type VersionRow,
} from "@caretype/core/mechanisms/history/queries";
import type { ReadableKind, Seen } from "@caretype/core/mechanisms/history/record-kind";
import { type Declaration, record } from "@caretype/core/mechanisms/record/record";
import type { Reading } from "@caretype/core/mechanisms/record/record-queries";
import { type Database, prepared, type schema } from "@caretype/db";
import { type AnyColumn, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable, SelectedFields } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { chartKinds } from "../kinds.ts";
import { type RecordColumns, recordQueries } from "./record-queries.ts";
import { columnsOf, isShown } from "./shown.ts";

/** Columns of clinical records that no answer contains. */
export const unshown = { practiceId: true, updatedBy: true, happenedAt: true } as const;

/** The texts of a record on the timeline. */
type TimelineText = {
  title: SQL;
  text: SQL;
  /** The code of the title. Default: none. */
  coding?: SQL;
};

/** By type. Filled by the features' declarations. */
export const timelineTexts = new Map<schema.ClinicalType, TimelineText>();

/** SQL for a concept's text, by column. */
export const wordsIn = (column: string) => sql.raw(`${column} ->> 'text'`);

/** SQL for a concept's text as a title on the timeline, with its code. */
export const titleIn = (column: string) => ({
  title: wordsIn(column),
  coding: sql.raw(`${column} -> 'coding'`),
});

/** Where the history finds the versions of a clinical table. */
export const clinicalTable = (table: PgTable): VersionedTable => ({
  table,
  firstAuthor: "created_by",
  isShared: false,
  isKeptByAnother: true,
});

type Restricted<Value> = {
  table: PgTable;
  type: string;
  notFound: ErrorCode;
  /** Returns what remains visible of a withheld record. Default: nothing. */
  ifWithheld?: ((record: Value) => Value) | undefined;
};

/** Returns what the caller sees of the versions of a record. Rejects if all of them are withheld. */
export function shownRecord<Value>({ table, type, notFound, ifWithheld }: Restricted<Value>) {
  const own = columnsOf(type);
  const withheld = prepared(["practiceId", "accountId", "id"], (db) =>
    db
      .select({ id: sql`${own.id}` })
      .from(table)
      .where(
        sql`${sql.identifier(type)}.practice_id = ${sql.placeholder("practiceId")} and ${own.id} = ${sql.placeholder("id")}
          and not ${isShown(own, own.patientId)}`,
      ),
  );
  return async (db: Database, { practiceId, accountId }: Scope, { id }: Seen<RecordId>) => {
    const rows = await withheld(db).execute({ practiceId, accountId, id });
    if (rows.length === 0) return (record: Value) => record;
    if (!ifWithheld) throw new DomainError(notFound);
    return ifWithheld;
  };
}

type Version<Row> = VersionRow & { record: Row };

type Kept = { id: ClinicalId; patientId: PatientId; version: number };

type ClinicalTable = PgTable & Record<RecordColumns, AnyColumn> & { _: { name: schema.ClinicalType } };

/** `never` if the table's columns do not hold what the API returns. */
type Fitting<Table extends ClinicalTable, Row> = Table["$inferSelect"] extends Row ? Table : never;

type Clinical<Table extends ClinicalTable, Row extends Kept, Value extends { id: Row["id"] }, Content> = Omit<
  Declaration<Table, Row>,
  "table" | "says"
> & {
  table: Table & Fitting<Table, Row>;
  schema: z.ZodObject & z.ZodType<Value, Value> & { shape: { id: z.ZodType<Value["id"], Value["id"]> } };
  /** The fields of a version, without those that are derived or set by every change. */
  content: z.ZodObject & z.ZodType<Content, Content>;
  timeline: TimelineText;
  /** The parameter has the row's type. */
  toRecord: (row: Row) => Value;
  /** Expressions that replace columns when reading. */
  reads?: Partial<Record<keyof Row, SQL>>;
  /** SQL that selects records for lists. Default: all. */
  lists?: SQL;
} & Pick<ReadableKind<Version<Row>, Value, Content>, "shownTo"> &
  Pick<Restricted<Value>, "ifWithheld">;

/** Declares a kind of clinical record. Each change has its own procedure, so versions cannot be reverted. */
export function clinicalRecord<
  Table extends ClinicalTable,
  Row extends Kept,
  Value extends { id: Row["id"] },
  Content,
>(given: Clinical<Table, Row, Value, Content>) {
  const { schema: shape, content, toRecord, ifWithheld, shownTo, reads, lists, timeline } = given;
  const declared = record<Table, Row>({ ...given, says: chartKinds[getTableName(given.table)] });
  const { table, type, notFound, says, restBase } = declared;
  timelineTexts.set(type, timeline);
  // Drizzle cannot type a selection of generic columns. The declaration has checked them against the row.
  const columns: Record<string, PgColumn> = declared.columns;
  const versioned = clinicalTable(table);
  const history: ReadableKind<Version<Row>, Value, Content, typeof notFound> = {
    ...versioned,
    type,
    notFound,
    restBase,
    content,
    record: shape,
    id: shape.shape.id,
    called: says.one,
    reads: "clinical:read",
    shownTo: shownTo ?? shownRecord({ table, type, notFound, ifWithheld }),
    select: selectVersions<SelectedFields, Version<Row>>(versioned, columns, { record: columns }),
    toRecord: ({ record }) => toRecord(record),
    relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
  };
  const read = { ...columns, ...reads };
  const queries = recordQueries<Row>({
    type,
    notFound,
    table,
    ...(lists && { lists }),
    select: (db) =>
      db
        .select(read)
        .from(table as PgTable)
        .$dynamic() as unknown as Reading<Row>,
    selectAt: (db, at) =>
      db
        .select({ record: read, at })
        .from(table as PgTable)
        .$dynamic() as unknown as Reading<{ record: Row; at: string }>,
  });
  return { ...declared, ...queries, history };
}
