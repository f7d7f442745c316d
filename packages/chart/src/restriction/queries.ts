import { isDeepStrictEqual } from "node:util";
import { DomainError, invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, ClinicalId, PatientId, RestrictionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import { requireVersion } from "@caretype/core/kernel/field/version";
import {
  type ChangeContext,
  type SubjectsContext,
  unchanged,
} from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { holdPatient } from "@caretype/core/people/patient/queries";
import { changedRow, type Database, newRow, prepared, preparedInsert, type schema } from "@caretype/db";
import { encounter, membership, note, noteSignature, restriction } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, lt, type SQL, sql } from "drizzle-orm";
import { ofEachInEncounters } from "../clinical/patient-records.ts";
import {
  columnsOf,
  hasWithheld,
  isOpenRestriction,
  isShownOf,
  isShownRestriction,
} from "../clinical/shown.ts";
import type {
  CreateRestriction,
  ListRestrictions,
  RemoveRestriction,
  Restriction,
  RestrictionPage,
  UpdateRestriction,
} from "./schema.ts";

const {
  practiceId: _practice,
  movedBy: _by,
  movedAt: _at,
  recordType: kind,
  ...others
} = getTableColumns(restriction);
const columns = { ...others, kind };

const isOwn = eq(restriction.practiceId, sql.placeholder("practiceId"));
const isInPractice = sql`${isOwn} and ${isShownRestriction}`;

const selectById = (db: Database, shown: SQL) =>
  db
    .select(columns)
    .from(restriction)
    .where(and(isOwn, shown, eq(restriction.id, sql.placeholder("id"))));

const keys = ["practiceId", "accountId", "id"] as const;
const byId = prepared(keys, (db) => selectById(db, isShownRestriction));
const openById = prepared(keys, (db) => selectById(db, isOpenRestriction));
/** Selects only from one table, because Citus refuses to lock rows of several tables at once. */
const lockById = prepared(["practiceId", "id"], (db) =>
  db
    .select({ id: restriction.id })
    .from(restriction)
    .where(and(isOwn, eq(restriction.id, sql.placeholder("id"))))
    .for("update"),
);

/** Rejects with `RESTRICTION_NOT_FOUND` for an unknown id, another practice's, and a withheld record's. */
export async function findRestriction(
  db: Database,
  { practiceId, accountId }: Scope,
  id: RestrictionId,
): Promise<Restriction> {
  return onlyRow(await byId(db).execute({ practiceId, accountId, id }), "RESTRICTION_NOT_FOUND");
}

/**
 * Locks the restriction until the transaction ends. Throws `STALE_VERSION`. Throws `RESTRICTION_NOT_FOUND` even if
 * the caller has opened the record with a reason, because a change would outlast that half an hour.
 */
async function lockRestriction(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveRestriction,
): Promise<Restriction> {
  const { practiceId, accountId } = scope;
  await lockById(db).execute({ practiceId, id });
  const row = onlyRow(await openById(db).execute({ practiceId, accountId, id }), "RESTRICTION_NOT_FOUND");
  requireVersion(row, expectedVersion, { kind: "restriction" });
  return row;
}

const page = prepared(["practiceId", "accountId", "patientId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(restriction)
    .where(
      and(
        isInPractice,
        eq(restriction.patientId, sql.placeholder("patientId")),
        lt(restriction.id, sql.placeholder("id")),
      ),
    )
    .orderBy(desc(restriction.id))
    .limit(sql.placeholder("limit")),
);

/** Newest first, without those of withheld records. */
export async function listRestrictions(
  db: Database,
  scope: Scope,
  { patientId, ...input }: ListRestrictions,
): Promise<RestrictionPage> {
  const { practiceId, accountId } = scope;
  const read = page(db);
  const found = await pageById(input, (place) =>
    read.execute({ practiceId, accountId, patientId, ...place }),
  );
  return { ...found, isWithheld: await hasWithheld(db, scope, patientId) };
}

type Kind = Restriction["kind"] | "allergy";
type Found = { kind: Kind; id: ClinicalId; patientId: PatientId; writers: AccountId[] };

const practice = sql.placeholder("practiceId");
const wanted = sql.placeholder("id");
const doctorsOf = sql`select account_id from ${membership} as treating
  where treating.practice_id = ${practice} and treating.doctor_id = ${encounter.doctorId}`;
const signersOf = (isOf: SQL) => sql`select signed_by from ${noteSignature} as signature
  inner join ${note} as signed on signed.practice_id = signature.practice_id and signed.id = signature.note_id
  where signed.practice_id = ${practice} and ${isOf}`;

/** The members who wrote or signed something in an encounter, and its doctor. */
const writersInEncounter = sql`array(
  select created_by from (${ofEachInEncounters(
    (_, table) =>
      sql`select created_by from ${table} where practice_id = ${practice} and encounter_id = ${encounter.id}`,
  )}) as each
  union ${signersOf(sql`signed.encounter_id = ${encounter.id}`)} union ${doctorsOf})`;
const signersOfNote = sql`array(${signersOf(sql`signed.id = ${note.id}`)})`;
const selectRecord = (type: schema.ClinicalType, table: SQL, writers: SQL) => {
  const own = columnsOf(type);
  return sql`
    select ${sql.raw(`'${type}'`)} as kind, ${own.id} as id, ${own.patientId} as patient_id,
      ${writers} || ${own.createdBy} as writers
    from ${table} where ${table}.practice_id = ${practice} and ${own.id} = ${wanted}
      and ${isShownOf({ type, table: own }, own.patientId)}`;
};

const recordById = prepared(keys, (db) =>
  db
    .select({
      kind: sql<Kind>`kind`,
      id: sql<ClinicalId>`id`,
      patientId: sql<PatientId>`patient_id`,
      writers: sql<AccountId[]>`writers`.mapWith(restriction.readers),
    })
    .from(
      sql`(${selectRecord("encounter", sql`${encounter}`, writersInEncounter)} union all ${ofEachInEncounters(
        (type, table) => selectRecord(type, table, type === "note" ? signersOfNote : sql`array[]::uuid[]`),
      )}) as record`,
    ),
);

/** Finds a clinical record of any kind. Throws `RECORD_NOT_FOUND`, also for a withheld one. */
export async function findRecord(
  db: Database,
  { practiceId, accountId }: Scope,
  id: CreateRestriction["recordId"],
): Promise<Found> {
  const [found]: Found[] = await recordById(db).execute({ practiceId, accountId, id });
  if (!found) throw new DomainError("RECORD_NOT_FOUND");
  return found;
}

/** Throws `RECORD_NOT_FOUND`, and `INVALID_INPUT` for an allergy. */
async function findRestrictable(db: Database, scope: Scope, id: CreateRestriction["recordId"]) {
  const found = await findRecord(db, scope, id);
  const { kind, ...others } = found;
  if (kind === "allergy") throw invalidInput({ recordId: ["An allergy cannot be restricted"] });
  return { ...others, kind };
}

/** The same, and blocks merges and their undo from moving it until the transaction ends. */
async function holdRecord(db: Database, scope: Scope, id: CreateRestriction["recordId"]) {
  let found = await findRestrictable(db, scope, id);
  for (;;) {
    await holdPatient(db, scope, found.patientId);
    const held = await findRestrictable(db, scope, id);
    if (held.patientId === found.patientId) return held;
    found = held;
  }
}

const membersOf = prepared(["practiceId", "ids"], (db) =>
  db
    .select({ accountId: membership.accountId })
    .from(membership)
    .where(
      sql`${eq(membership.practiceId, practice)} and ${membership.accountId} = any(${sql.placeholder("ids")}::uuid[])`,
    ),
);

/** Throws `INVALID_INPUT` for readers who are not members of the practice. */
async function requireMembers(
  db: Database,
  { practiceId }: Scope,
  readers: readonly AccountId[],
): Promise<void> {
  if (readers.length === 0) return;
  const found = await membersOf(db).execute({ practiceId, ids: `{${readers.join(",")}}` });
  const members = new Set(found.map(({ accountId }) => accountId));
  if (!readers.every((id) => members.has(id)))
    throw invalidInput({ readers: ["Has to name members of the practice"] });
}

const insertion = preparedInsert(restriction, columns);

/**
 * Throws `RECORD_NOT_FOUND`, `RECORD_RESTRICTED`, and `INVALID_INPUT` for an allergy and for readers outside the
 * practice.
 */
export async function createRestriction(
  db: Database,
  scope: Scope,
  { recordId, readers }: CreateRestriction,
): Promise<Restriction> {
  const { practiceId, accountId: createdBy } = scope;
  const { kind: recordType, patientId, writers } = await holdRecord(db, scope, recordId);
  await requireMembers(db, scope, readers);
  return insertion(db).execute(
    newRow(restriction, {
      practiceId,
      id: newId<RestrictionId>(),
      patientId,
      recordType,
      recordId,
      createdBy,
      readers: [...new Set([...writers, createdBy, ...readers])],
    }),
  );
}

/** Copies the restriction of an encounter to a record that leaves it, unless the record has its own. */
export async function restrictAsEncounter(
  db: Database,
  { practiceId }: Scope,
  { kind, recordId }: { kind: Restriction["kind"]; recordId: ClinicalId },
): Promise<void> {
  await db.execute(sql`
    insert into restriction (practice_id, id, patient_id, record_type, record_id, readers, created_by)
    select practice_id, ${newId<RestrictionId>()}, patient_id, ${kind}, ${recordId}, readers, created_by
    from restriction
    where practice_id = ${practiceId} and record_id = (
      select encounter_id from ${sql.identifier(kind)} where practice_id = ${practiceId} and id = ${recordId})
    on conflict do nothing`);
}

const isIt = ({ practiceId }: Scope, id: RestrictionId) =>
  and(eq(restriction.practiceId, practiceId), eq(restriction.id, id));

/**
 * The author of the record remains a reader. Throws `STALE_VERSION`, and `INVALID_INPUT` for readers outside the
 * practice.
 */
export async function updateRestriction(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, readers }: UpdateRestriction,
): Promise<Restriction> {
  const current = await lockRestriction(db, scope, { id, expectedVersion });
  // A reader who has left the practice may stay.
  const named = readers.filter((reader) => !current.readers.includes(reader));
  await requireMembers(db, scope, named);
  const { writers } = await findRestrictable(db, scope, current.recordId);
  const next = [...new Set([...writers, ...readers])];
  if (isDeepStrictEqual(new Set(current.readers), new Set(next))) return unchanged(audit, current);
  const rows = await db
    .update(restriction)
    .set(changedRow(restriction, { readers: next }))
    .where(isIt(scope, id))
    .returning(columns);
  return onlyRow(rows, "RESTRICTION_NOT_FOUND");
}

/** Throws `STALE_VERSION`. */
export async function removeRestriction(
  { db, scope, audit }: SubjectsContext,
  input: RemoveRestriction,
): Promise<void> {
  const { patientId, recordId, readers } = await lockRestriction(db, scope, input);
  audit.subjects([patientId, recordId, ...readers]);
  await db.delete(restriction).where(isIt(scope, input.id));
}
