import {
  changedRow,
  type Database,
  type GivenRow,
  type NothingElse,
  newRow,
  prepared,
  preparedInsert,
  type RowChanges,
} from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, getTableName, lt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable, SelectedFields } from "drizzle-orm/pg-core";
import type { z } from "zod";
import {
  type DeclaredKind,
  type NotFoundOf,
  notFoundOf,
  type RecordKind,
} from "../../kernel/error/record-kinds.ts";
import { type AnyId, asId, type PatientId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { pageById } from "../../kernel/field/paging.ts";
import type { PageInput } from "../../kernel/field/schemas.ts";
import type { Permission } from "../../kernel/permissions/permissions.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { selectVersions, type VersionRow } from "../history/queries.ts";
import { type ReadableKind, unstamped } from "../history/record-kind.ts";
import { type Change, recordQueries, recordUpdate } from "./record-queries.ts";

/** `patientId`: each row is about a patient. */
type ListTable = PgTable &
  Record<"practiceId" | "id" | "createdBy" | "updatedBy" | "updatedAt" | "version", AnyPgColumn> & {
    patientId?: AnyPgColumn;
  };

/** Columns that the caller does not send. */
type Own = "practiceId" | "id" | "createdBy";
type Given<Of extends ListTable> = Omit<GivenRow<Of>, Own>;
type Changes<Of extends ListTable> = Omit<RowChanges<Of>, Own>;
type Stored<Of extends ListTable> = Omit<Of["$inferSelect"], "practiceId" | "updatedBy">;

/** A column that the schema does not have is an error, which names it. */
type Fitting<Of extends ListTable, Row> =
  Exclude<keyof Stored<Of>, keyof Row> extends never
    ? Of
    : { columnThatTheSchemaLacks: Exclude<keyof Stored<Of>, keyof Row> };

export type ListedRow = { id: AnyId; updatedAt: string; version: number; patientId?: PatientId };
export type ListInput = z.output<typeof PageInput> & { patientId?: PatientId | undefined };
type Content<Row> = Omit<Row, keyof typeof unstamped>;
type Version<Of extends ListTable> = VersionRow & { record: Stored<Of> };

type Listed<Kind extends DeclaredKind, Of extends ListTable, Row extends ListedRow> = {
  /** Its code follows from it. */
  kind: Kind;
  /** What its module declares of the kind. */
  says: RecordKind;
  table: Of & Fitting<Of, Row>;
  schema: z.ZodObject & z.ZodType<Row, Row> & { shape: { id: z.ZodType<Row["id"], Row["id"]> } };
  /** The REST path of the list. */
  path: `/${string}`;
  permissions: { read: Permission; manage: Permission };
  toRecord(row: Stored<Of>): Row;
};

/** The select of all columns has no types of its own, as the table is not known here. */
const isStored = <Of extends ListTable>(
  row: Record<string, unknown>,
  _table: Of,
): row is Stored<Of> & Record<string, unknown> => "version" in row;

/** The patient whom a row is about. */
export const patientOf = (row: object): PatientId[] =>
  "patientId" in row ? [asId<PatientId>(String(row.patientId))] : [];

function columnsOf(list: ListTable) {
  const { practiceId: _practice, updatedBy: _by, ...columns } = getTableColumns(list);
  return columns;
}

function statementsOf(list: ListTable) {
  const columns = columnsOf(list);
  const { patientId } = list;
  const pageOf = <Name extends string = never>(names: readonly Name[] = [], isOf?: SQL) =>
    prepared(["practiceId", "id", "limit", ...names], (db) => {
      const rows = db
        .select({ ...columns, ...(patientId && { patientName: patient.name }) })
        .from(list)
        .$dynamic();
      const named = patientId
        ? rows.innerJoin(patient, and(eq(patient.practiceId, list.practiceId), eq(patient.id, patientId)))
        : rows;
      const isInPractice = eq(list.practiceId, sql.placeholder("practiceId"));
      return named
        .where(and(isInPractice, isOf, lt(list.id, sql.placeholder("id"))))
        .orderBy(desc(list.id))
        .limit(sql.placeholder("limit"));
    });
  const pages = {
    all: pageOf(),
    ofPatient: patientId && pageOf(["patientId"], eq(patientId, sql.placeholder("patientId"))),
  };
  const insertion = preparedInsert(list, columns);
  return { columns, pages, insertion };
}

type Named<Kind extends DeclaredKind> = { notFound: NotFoundOf<Kind> };

function historyOf<Kind extends DeclaredKind, Of extends ListTable, Row extends ListedRow>({
  says: { one },
  notFound,
  table,
  schema,
  path,
  permissions,
  toRecord,
}: Listed<Kind, Of, Row> & Named<Kind>): ReadableKind<Version<Of>, Row, Content<Row>, NotFoundOf<Kind>> {
  const list: ListTable = table;
  const type = getTableName(list);
  const columns = columnsOf(list);
  const versioned = {
    table: list,
    firstAuthor: "created_by",
    isShared: false,
    isKeptByAnother: true,
  } as const;
  return {
    ...versioned,
    type,
    notFound,
    restBase: path,
    // The schema's own fields, which zod cannot tell for any schema.
    content: schema.omit(unstamped) as unknown as z.ZodObject & z.ZodType<Content<Row>, Content<Row>>,
    record: schema,
    id: schema.shape.id,
    called: one,
    reads: permissions.read,
    ...(list.patientId
      ? { relatedIds: ({ record }: Version<Of>) => patientOf(record) }
      : { described: { practice: one } }),
    select: selectVersions<SelectedFields, Version<Of>>(versioned, columns, { record: columns }),
    toRecord: ({ record }) => toRecord(record),
  };
}

function queriesOf<Kind extends DeclaredKind, Of extends ListTable, Row extends ListedRow>({
  kind,
  notFound,
  table,
  toRecord,
}: Listed<Kind, Of, Row> & Named<Kind>) {
  const list: ListTable = table;
  const { columns, pages, insertion } = statementsOf(list);
  const toRow = (row: Record<string, unknown>): Row => {
    if (isStored(row, table)) return toRecord(row);
    throw new TypeError(`A row of ${kind} lacks its version.`);
  };
  const records = recordQueries<Record<string, unknown>, Row>({
    kind,
    notFound,
    table: list,
    toRecord: toRow,
    select: (db) => db.select(columns).from(list).$dynamic(),
  });
  const isIt = ({ practiceId }: Scope, id: Row["id"]) =>
    and(eq(list.practiceId, practiceId), eq(list.id, id));

  const write = recordUpdate<Row, object>({
    notFound,
    lock: records.lock,
    write: async (db, scope, { id, changes }) => {
      const rows = await db
        .update(list)
        .set(changedRow(list, changes))
        .where(isIt(scope, id))
        .returning(columns);
      return rows.map(toRow);
    },
  });

  return {
    ...records,

    /** Newest first. Rows about patients have the patient's name. */
    list: (db: Database, { practiceId }: Scope, input: ListInput) =>
      pageById(input, async (place) => {
        const { patientId } = input;
        const rows =
          patientId && pages.ofPatient
            ? await pages.ofPatient(db).execute({ practiceId, patientId, ...place })
            : await pages.all(db).execute({ practiceId, ...place });
        return rows.map((row) => ({
          ...toRow(row),
          ...("patientName" in row && { patientName: row.patientName }),
        }));
      }),

    /** Throws the code of a key that is taken, such as `ROOM_NAME_TAKEN`. */
    async create<Sent extends Given<Of>>(
      db: Database,
      { practiceId, accountId: createdBy }: Scope,
      input: Sent & NothingElse<Given<Of>, Sent>,
    ): Promise<Row> {
      const row = newRow(list, { ...input, practiceId, id: newId(), createdBy });
      return toRow(await insertion(db).execute(row));
    },

    /** Throws `STALE_VERSION`, and the code of a key that is taken. */
    update<Sent extends Changes<Of>>(
      context: ChangeContext,
      { id, expectedVersion }: Change<Row["id"]>,
      changes: Sent & NothingElse<Changes<Of>, Sent>,
    ): Promise<Row> {
      return write(context, { id, expectedVersion }, changes);
    },

    /** Throws `STALE_VERSION`, and the violated foreign key of what still needs it. */
    async remove(db: Database, scope: Scope, change: Change<Row["id"]>): Promise<Row> {
      const removed = await records.lock(db, scope, change);
      await db.delete(list).where(isIt(scope, change.id));
      return removed;
    },
  };
}

/** The code of a row about a patient whom the practice does not have. The module names its foreign key's constraint. */
type PatientCode<Of> = Of extends { patientId: AnyPgColumn } ? "PATIENT_NOT_FOUND" : never;

/** Declares a list of a practice, such as its rooms, once: each member sees all of it. */
export function listRecord<Kind extends DeclaredKind, Of extends ListTable, Row extends ListedRow>(
  given: Listed<Kind, Of, Row>,
) {
  const { kind, says, path, permissions, schema, table } = given;
  const notFound = notFoundOf(kind);
  const named = { ...given, notFound };
  // The type has the code exactly if the table has the column.
  const patientCodes = (table.patientId ? ["PATIENT_NOT_FOUND"] : []) as PatientCode<Of>[];
  const declared = { notFound, patientCodes, says, path, permissions, schema, history: historyOf(named) };
  return Object.assign(queriesOf(named), declared);
}
