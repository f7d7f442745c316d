import { idleBasis } from "@caretype/core/kernel/audit-log/entry";
import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import { firstAt, inTimeZone } from "@caretype/core/kernel/field/time-zone";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { seesEveryChange } from "@caretype/core/people/patient/queries";
import { type Database, prepared } from "@caretype/db";
import {
  auditEntry,
  importBatch,
  patient,
  removedDoctor,
  removedRecord,
  sampleData,
} from "@caretype/db/schema";
import { and, eq, gte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ChangeCounts, ChangeKind, Today, TodayInput } from "./schema.ts";
import { givenOrOwnZone } from "./zone.ts";

const records = ["patient", "doctor", "assignment"] as const;
type RecordName = (typeof records)[number];

/** Procedure names by kind of change. Imports are counted by their own totals. */
const procedures: Record<ChangeKind, readonly string[]> = {
  added: ["create"],
  changed: ["update", "revert", "merge", "unmerge"],
  removed: ["remove", "removePair"],
  restored: ["restore"],
};

/** The counted procedures by path. */
export const countedActions: ReadonlyMap<string, { record: RecordName; kind: ChangeKind }> = new Map(
  records.flatMap((record) =>
    Object.entries(procedures).flatMap(([kind, names]) =>
      // `Object.entries` widens the keys to string.
      names.map((name) => [`${record}.${name}`, { record, kind: kind as ChangeKind }] as const),
    ),
  ),
);

const practiceId = sql.placeholder("practiceId");
const since = sql`${sql.placeholder("since")}::timestamptz`;

const dayBegin = prepared(["practiceId", "timeZone"], (db) => {
  const timeZone = givenOrOwnZone();
  return db
    .select({
      since: firstAt(timeZone, sql`date_trunc('day', now() at time zone ${timeZone})`).mapWith(auditEntry.at),
    })
    .from(sql`(select) as now_there`);
});

/** Counts calls by the audit, which has the practice of each call, even on doctors. */
const changes = prepared(["practiceId", "since", "actions", "idle"], (db) =>
  db
    .select({ action: auditEntry.action, times: sql<number>`count(*)::int` })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.practiceId, practiceId),
        gte(auditEntry.at, since),
        sql`${auditEntry.action} = any(${sql.placeholder("actions")}::text[])`,
        eq(auditEntry.outcome, "ok"),
        sql`(${auditEntry.basis} like any(${sql.placeholder("idle")}::text[])) is not true`,
      ),
    )
    .groupBy(auditEntry.action),
);

const sumOf = (column: "patients" | "doctors" | "assignments") =>
  sql<number>`coalesce(sum(${importBatch[column]}), 0)::int`;

const imports = prepared(["practiceId", "since"], (db) =>
  db
    .select({ patient: sumOf("patients"), doctor: sumOf("doctors"), assignment: sumOf("assignments") })
    .from(importBatch)
    .where(and(eq(importBatch.practiceId, practiceId), gte(importBatch.importedAt, since))),
);

/** An undo is one transaction, so all its removals have the same time, to the microsecond. */
const undone = prepared(["practiceId", "since"], (db) => {
  const removedOf = (type: RecordName) => {
    const kept =
      type === "doctor"
        ? sql`${removedDoctor} as removed where`
        : sql`${removedRecord} as removed
          where removed.practice_id = import_batch.practice_id and removed.record_type = ${sql.raw(`'${type}'`)} and`;
    return sql<number>`coalesce(sum((
      select count(*) from ${kept} removed.removed_at = import_batch.undone_at)), 0)::int`;
  };
  return db
    .select({
      patient: removedOf("patient"),
      doctor: removedOf("doctor"),
      assignment: removedOf("assignment"),
    })
    .from(importBatch)
    .where(and(eq(importBatch.practiceId, practiceId), gte(importBatch.undoneAt, since)));
});

const changedSince = (versions: SQL, at: SQL | PgColumn) =>
  prepared(["practiceId", "since"], (db) =>
    db
      .select({ patients: sql<number>`count(*)::int` })
      .from(patient)
      .where(
        and(
          eq(patient.practiceId, practiceId),
          sql`${at} >= ${since}`,
          sql`${versions} > 1`,
          // Versions written before the import was complete are not changes by a person.
          sql`${at} > coalesce((
            select ${sampleData.addedAt} from ${sampleData} where ${sampleData.practiceId} = ${practiceId}
          ), '-infinity')`,
        ),
      ),
  );

/**
 * Counts each changed patient that the caller may see, once. The audit does not record changed fields: counting these
 * would reveal changes of medical histories, and readers would get different counts.
 */
const changedPatients = {
  every: changedSince(sql`${patient.version}`, patient.updatedAt),
  shown: changedSince(
    sql`${patient.version} - coalesce(${patient.withheldVersions}, 0)`,
    sql`coalesce(${patient.shownAt}, ${patient.updatedAt})`,
  ),
};

const asArray = (texts: Iterable<string>) => `{${[...texts].map((text) => `"${text}"`).join(",")}}`;
const countedPaths = asArray(countedActions.keys());
const noOpSuffixes = asArray((["replayed", "unchanged"] as const).map((why) => `%${idleBasis("", why)}`));

const none = (): ChangeCounts => ({ added: 0, changed: 0, removed: 0, restored: 0 });

/** Throws `INVALID_INPUT` for an unknown time zone. */
export async function countToday(db: Database, scope: Scope, input: TodayInput): Promise<Today> {
  const { practiceId } = scope;
  const timeZone = input.timeZone ?? null;
  const begun = onlyRow(await inTimeZone(() => dayBegin(db).execute({ practiceId, timeZone })));
  const of = { practiceId, ...begun };
  const counted = { patient: none(), doctor: none(), assignment: none() };
  const add = (record: RecordName, kind: ChangeKind, times: number) => {
    counted[record][kind] += times;
  };
  for (const { action, times } of await changes(db).execute({
    ...of,
    actions: countedPaths,
    idle: noOpSuffixes,
  })) {
    const counted = countedActions.get(action);
    if (counted) add(counted.record, counted.kind, times);
  }
  for (const [kind, bulk] of [
    ["added", imports],
    ["removed", undone],
  ] as const) {
    const [totals] = await bulk(db).execute(of);
    if (!totals) continue;
    add("patient", kind, totals.patient);
    add("doctor", kind, totals.doctor);
    add("assignment", kind, totals.assignment);
  }
  const [changed] = await changedPatients[seesEveryChange(scope) ? "every" : "shown"](db).execute(of);
  counted.patient.changed = changed?.patients ?? 0;
  const { patient: patients, doctor: doctors, assignment: assignments } = counted;
  return { ...begun, patients, doctors, assignments };
}
