import { type Database, prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { PatientId, RecordId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { clinicalTable, type VersionRow } from "../../mechanisms/history/queries.ts";
import type { ReadableKind, Seen } from "../../mechanisms/history/record-kind.ts";
import { columnsOf, isShown } from "./shown.ts";

type Version<Row> = VersionRow & { record: Row };

type Given<Row, Value extends { id: RecordId }, Content, NotFound extends ErrorCode> = Pick<
  ReadableKind<Version<Row>, Value, Content, NotFound>,
  "table" | "type" | "name" | "called" | "restBase" | "id" | "notFound" | "record" | "content" | "select"
> &
  Pick<ReadableKind<Version<Row>, Value, Content, NotFound>, "shownTo"> & {
    toRecord: (row: Row) => Value;
    ifWithheld?: (record: Value) => Value;
  };

type Restricted<Value> = {
  table: PgTable;
  type: string;
  notFound: ErrorCode;
  /** What is seen of a record that is withheld. Default: nothing. */
  ifWithheld?: (record: Value) => Value;
};

/** What the caller sees of the versions of a record. Rejects if all of them are withheld. */
export function shownRecord<Value>({ table, type, notFound, ifWithheld }: Restricted<Value>) {
  const own = columnsOf(type);
  const withheld = prepared(["practiceId", "accountId", "id"], (db) =>
    db
      .select({ id: sql`${own.id}` })
      .from(table)
      .where(
        sql`${sql.identifier(type)}.practice_id = ${sql.placeholder("practiceId")} and ${own.id} = ${sql.placeholder("id")}
          and not ${isShown(own, own.patientId)}`,
      )
      .prepare(`${type}_is_withheld`),
  );
  return async (db: Database, { practiceId, accountId }: Scope, { id }: Seen<RecordId>) => {
    const rows = await withheld(db).execute({ practiceId, accountId, id });
    if (rows.length === 0) return (record: Value) => record;
    if (!ifWithheld) throw new DomainError(notFound);
    return ifWithheld;
  };
}

/** A kind of clinical record of a patient. Each change is a procedure of its own, so none is reverted. */
export const clinicalKind = <
  Row extends { patientId: PatientId },
  Value extends { id: RecordId },
  Content,
  NotFound extends ErrorCode,
>({
  toRecord,
  ifWithheld,
  ...given
}: Given<Row, Value, Content, NotFound>): ReadableKind<Version<Row>, Value, Content, NotFound> => ({
  ...clinicalTable(given.table),
  shownTo: shownRecord({ ...given, ...(ifWithheld && { ifWithheld }) }),
  ...given,
  reads: "clinical:read",
  described: { practice: given.called, patient: `${given.called} of the patient` },
  toRecord: ({ record }) => toRecord(record),
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
});
