import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { accountName } from "@caretype/core/mechanisms/account-name";
import { findPatient } from "@caretype/core/people/patient/queries";
import { type Database, prepared, schema } from "@caretype/db";
import { noteSignature } from "@caretype/db/schema";
import { desc, sql } from "drizzle-orm";
import { columnsOf, isShownOf } from "../clinical/shown.ts";
import { type ChartRevision, maxChanges } from "./schema.ts";

const practice = sql.placeholder("practiceId");
const patient = sql.placeholder("patientId");

/** Amendments change no column of the note. */
const amendments = sql`from ${noteSignature} as added where added.practice_id = ${practice} and added.note_id = note.id
  and added.kind in ('addendum', 'correction')`;
const stamps = {
  record: sql`version, updated_at as at, coalesce(updated_by, created_by) as by`,
  note: sql`version + (select count(*) ${amendments}) as version,
    greatest(updated_at, (select max(added.signed_at) ${amendments})) as at,
    coalesce((select added.signed_by ${amendments} order by added.signed_at desc limit 1), updated_by, created_by) as by`,
};

/** Excludes withheld records, because even their time of change is confidential. */
const ofType = (type: schema.ClinicalType) => sql`
  select id, ${sql.raw(`'${type}'`)} as kind, error_reason is not null as is_in_error,
    ${stamps[type === "note" ? "note" : "record"]}
  from ${sql.identifier(type)}
  where practice_id = ${practice} and patient_id = ${patient}
    and ${isShownOf({ type, table: columnsOf(type) }, patient)}`;

/** A sum of hashes detects each record that appears, disappears or changes, in any order of commits. */
const latest = prepared(["practiceId", "accountId", "patientId"], (db) =>
  db
    .select({
      revision: sql<string>`latest.revision`,
      kind: sql<schema.ClinicalType>`latest.kind`,
      what: sql<ChartRevision["changes"][number]["what"]>`latest.what`,
      at: sql<string>`latest.at`.mapWith(schema.encounter.updatedAt),
      by: sql<ChartRevision["changes"][number]["by"]>`latest.by`,
      byName: accountName(sql`latest.by`),
    })
    .from(
      sql`(select *, case when is_in_error then 'entered-in-error' when version = 1 then 'added' else 'changed' end as what,
        md5(concat_ws(' ', sum(hashtextextended(id::text, version)) over (), max(at) over ())) as revision
        from (${sql.join(schema.clinicalTypes.map(ofType), sql` union all `)}) as record
        order by at desc, kind limit ${sql.raw(String(maxChanges))}) as latest`,
    )
    .orderBy(desc(sql`latest.at`)),
);

/** Returns a hash that changes with the chart, and the latest changes. Throws `PATIENT_NOT_FOUND`. */
export async function readRevision(db: Database, scope: Scope, patientId: PatientId): Promise<ChartRevision> {
  const { practiceId, accountId } = scope;
  const rows = await latest(db).execute({ practiceId, accountId, patientId });
  if (rows.length === 0) await findPatient(db, scope, patientId);
  return {
    revision: rows[0]?.revision ?? "",
    changes: rows.map(({ revision: _, ...change }) => change),
  };
}
