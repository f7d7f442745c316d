import { type Database, prepared } from "@caretype/db";
import { auditEntry, doctor, patient, removedDoctor, removedRecord } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { type AccountId, type AnyId, asId } from "../../../kernel/field/ids.ts";
import { noPractice } from "../../../kernel/field/no-practice.ts";
import type { Permission } from "../../../kernel/permissions/permissions.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { listNames } from "./account-names.ts";
import type { NamedRecord, NamedRecordPage } from "./schema.ts";

const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
const ids = sql`${sql.placeholder("ids")}::uuid[]`;

/** Looks each record up by key: the practice's patients, and the doctors of the shared directory. */
const records = prepared(["ids", "practiceId"], (db) =>
  db
    .select({
      id: sql<AnyId>`wanted.id`,
      patient: sql<string | null>`(
        select named.name from ${patient} as named
        where named.practice_id = ${practiceId} and named.id = wanted.id)`,
      doctor: sql<string | null>`(select named.name from ${doctor} as named where named.id = wanted.id)`,
      removedPatient: sql<string | null>`(
        select removed.record->>'name' from ${removedRecord} as removed
        where removed.practice_id = ${practiceId} and removed.record_id = wanted.id and removed.record_type = 'patient')`,
      removedDoctor: sql<string | null>`(
        select removed.record->>'name' from ${removedDoctor} as removed where removed.record_id = wanted.id)`,
    })
    .from(sql`unnest(${ids}) as wanted (id)`),
);

/** Erased records have no row, but the entry of the erasure names them. A practice has few of these. */
const erasures = prepared(["ids", "practiceId"], (db) => {
  const erasuresOf = (type: NamedRecord["type"], practice: SQL) =>
    db
      .select({ type: sql<NamedRecord["type"]>`${type}::text`, subjectIds: auditEntry.subjectIds })
      .from(auditEntry)
      // Not by the index of subjects, as an erased patient may be in thousands of entries.
      .where(
        sql`${auditEntry.practiceId} = ${practice} and ${auditEntry.action} = ${sql.raw(`'erase.${type}'`)}
          and ${auditEntry.outcome} = 'ok' and (${auditEntry.subjectIds} && ${ids}) is true`,
      );
  return unionAll(erasuresOf("patient", practiceId), erasuresOf("doctor", sql`${noPractice}::uuid`));
});

/**
 * Returns the names of patients, doctors and accounts in the practice's audit. Omits other ids, and records that the
 * caller may not read. The name is null if the record is erased.
 */
export async function nameRecords(
  db: Database,
  scope: Scope,
  wanted: readonly AnyId[],
): Promise<NamedRecordPage> {
  const distinct = [...new Set(wanted)];
  const rows = await records(db).execute({ practiceId: scope.practiceId, ids: listOf(distinct) });
  const found = rows.flatMap((row) => toNamed(row) ?? []);
  const known = new Set(found.map(({ id }) => id));
  const rest = distinct.filter((id) => !known.has(id));
  const others =
    rest.length === 0
      ? []
      : [...(await findErased(db, scope, rest)), ...(await findAccounts(db, scope, rest))];
  const isShown = (record: NamedRecord) => scope.permissions.has(needed(record));
  return { items: [...found, ...others].filter(isShown), nextCursor: null };
}

const listOf = (values: readonly string[]) => `{${values.join(",")}}`;

function needed({ type, state }: NamedRecord): Permission {
  if (type === "account") return "member:read";
  return `${type}:${state === "removed" ? "remove" : "read"}`;
}

type Found = Awaited<ReturnType<ReturnType<typeof records>["execute"]>>[number];

function toNamed({ id, ...names }: Found): NamedRecord | undefined {
  if (names.patient !== null) return { id, type: "patient", name: names.patient, state: "present" };
  if (names.doctor !== null) return { id, type: "doctor", name: names.doctor, state: "present" };
  const [patient, doctor] = [names.removedPatient, names.removedDoctor];
  if (patient !== null) return { id, type: "patient", name: patient, state: "removed" };
  return doctor === null ? undefined : { id, type: "doctor", name: doctor, state: "removed" };
}

async function findErased(
  db: Database,
  { practiceId }: Scope,
  wanted: readonly AnyId[],
): Promise<NamedRecord[]> {
  const rows = await erasures(db).execute({ practiceId, ids: listOf(wanted) });
  const isWanted = new Set(wanted);
  return rows.flatMap(({ type, subjectIds }) =>
    (subjectIds ?? [])
      .filter((id) => isWanted.delete(id))
      .map((id) => ({ id, type, name: null, state: "erased" as const })),
  );
}

async function findAccounts(db: Database, scope: Scope, wanted: readonly AnyId[]): Promise<NamedRecord[]> {
  const { items } = await listNames(
    db,
    scope,
    wanted.map((id) => asId<AccountId>(id)),
  );
  return items.map(({ accountId, name }) => ({ id: accountId, type: "account", name, state: "present" }));
}
