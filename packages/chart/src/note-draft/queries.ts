import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { EncounterId, NoteDraftId, PatientId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { ChangeContext, SubjectsContext } from "@caretype/core/kernel/procedure/body-context";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { recordQueries, recordUpdate } from "@caretype/core/mechanisms/record/record-queries";
import { findPatient, holdPatient } from "@caretype/core/people/patient/queries";
import { changedRow, type Database, given, newRow, prepared, preparedInsert } from "@caretype/db";
import { encounter, noteDraft } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { isAbandonedDraft } from "../clinical/patient-records.ts";
import { requireBorn, requireRecordable } from "../clinical/recordable.ts";
import { requireShownEncounter } from "../clinical/shown.ts";
import { recordedAtOr } from "../clinical/times.ts";
import type {
  CreateNoteDraft,
  ListNoteDrafts,
  NoteDraft,
  NoteDraftPage,
  RemoveAbandonedDrafts,
  RemovedDrafts,
  RemoveNoteDraft,
  UpdateNoteDraft,
} from "./schema.ts";

const { practiceId: _practice, ...columns } = getTableColumns(noteDraft);

/** Only its author reads a draft. */
const isOwn = eq(noteDraft.createdBy, sql.placeholder("accountId"));

export const noteDrafts = recordQueries({
  kind: "noteDraft",
  notFound: "NOTE_DRAFT_NOT_FOUND",
  table: noteDraft,
  isOwn,
  select: (db) => db.select(columns).from(noteDraft).$dynamic(),
  toRecord: (row): NoteDraft => row,
});

const patient = sql`${sql.placeholder("patientId")}::uuid`;

const page = prepared(["practiceId", "accountId", "patientId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(noteDraft)
    .where(
      and(
        eq(noteDraft.practiceId, sql.placeholder("practiceId")),
        isOwn,
        sql`(${patient} is null or ${noteDraft.patientId} = ${patient})`,
        lt(noteDraft.id, sql.placeholder("id")),
      ),
    )
    .orderBy(desc(noteDraft.id))
    .limit(sql.placeholder("limit")),
);

/** Lists the caller's own drafts, newest first. */
export const listNoteDrafts = (
  db: Database,
  { practiceId, accountId }: Scope,
  { patientId, ...input }: ListNoteDrafts,
): Promise<NoteDraftPage> => {
  const reader = { practiceId, accountId, patientId: patientId ?? null };
  return pageById(input, (place) => page(db).execute({ ...reader, ...place }));
};

const insertion = preparedInsert(noteDraft, columns);

const encounterOf = prepared(["practiceId", "patientId", "id"], (db) =>
  db
    .select({ id: encounter.id })
    .from(encounter)
    .where(and(...given(encounter, "practiceId", "id", "patientId"), sql`${encounter.errorReason} is null`))
    .for("share"),
);

type OfPatient = { patientId: PatientId; encounterId: EncounterId };

/** Blocks a merge's undo from moving the encounter. Throws `ENCOUNTER_NOT_FOUND` for another patient's. */
async function holdEncounter(
  db: Database,
  scope: Scope,
  { patientId, encounterId: id }: OfPatient,
): Promise<void> {
  // Sent together. The second statement runs once the first has its lock.
  const [, [found]] = await Promise.all([
    holdPatient(db, scope, patientId),
    encounterOf(db).execute({ practiceId: scope.practiceId, patientId, id }),
  ]);
  if (!found) throw new DomainError("ENCOUNTER_NOT_FOUND");
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for a time in the future. */
export function newNoteDraftRow({ practiceId, accountId: createdBy }: Author, input: CreateNoteDraft) {
  const recordedAt = recordedAtOr(input.recordedAt);
  return newRow(noteDraft, { ...input, recordedAt, practiceId, id: newId<NoteDraftId>(), createdBy });
}

/** Throws `PATIENT_NOT_FOUND` and `ENCOUNTER_NOT_FOUND`. */
export async function createNoteDraft(
  db: Database,
  scope: Scope,
  input: CreateNoteDraft,
): Promise<NoteDraft> {
  const { patientId, encounterId } = input;
  await requireRecordable(db, scope, input);
  if (encounterId !== null) await holdEncounter(db, scope, { patientId, encounterId });
  return insertion(db).execute(newNoteDraftRow(scope, input));
}

const isIt = ({ practiceId, accountId }: Scope, id: NoteDraftId) =>
  and(eq(noteDraft.practiceId, practiceId), eq(noteDraft.createdBy, accountId), eq(noteDraft.id, id));

/**
 * Locks the new encounter of a draft, before the draft itself. Resolves to its patient. Throws `ENCOUNTER_NOT_FOUND`.
 */
async function holdNextEncounter(
  db: Database,
  scope: Scope,
  { id, encounterId }: Pick<UpdateNoteDraft, "id" | "encounterId">,
): Promise<PatientId | undefined> {
  if (!encounterId) return undefined;
  const draft = await noteDrafts.find(db, scope, id);
  if (draft.encounterId === encounterId) return undefined;
  await holdEncounter(db, scope, { patientId: draft.patientId, encounterId });
  await requireShownEncounter(db, scope, encounterId);
  return draft.patientId;
}

type Changes = Omit<UpdateNoteDraft, "id" | "expectedVersion">;

/** Throws `STALE_VERSION` and `ENCOUNTER_NOT_FOUND`. */
export async function updateNoteDraft(
  context: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateNoteDraft,
): Promise<NoteDraft> {
  const heldOf = await holdNextEncounter(context.db, context.scope, {
    id,
    encounterId: changes.encounterId,
  });
  const update = recordUpdate<NoteDraft, Changes>({
    notFound: "NOTE_DRAFT_NOT_FOUND",
    lock: noteDrafts.lock,
    async check(_db, _scope, { fields, current }) {
      // A merge moved the draft before the patient was locked.
      if (heldOf && heldOf !== current.patientId) throw new DomainError("ENCOUNTER_NOT_FOUND");
      if (fields.recordedAt !== undefined) recordedAtOr(fields.recordedAt);
      await requireBorn(context.db, context.scope, { patientId: current.patientId, fields });
      return fields;
    },
    write: (db, scope, { changes }) =>
      db.update(noteDraft).set(changedRow(noteDraft, changes)).where(isIt(scope, id)).returning(columns),
  });
  return update(context, { id, expectedVersion }, changes);
}

/** Throws `STALE_VERSION`. */
export async function removeNoteDraft(db: Database, scope: Scope, input: RemoveNoteDraft): Promise<void> {
  await noteDrafts.lock(db, scope, input);
  await deleteNoteDraft(db, scope, input.id);
}

/** The caller has locked the draft. */
export async function deleteNoteDraft(db: Database, scope: Scope, id: NoteDraftId): Promise<void> {
  await db.delete(noteDraft).where(isIt(scope, id));
}

/**
 * Deletes abandoned drafts about a patient: the author has left the practice, or was a revoked API key. They are
 * invisible, but prevent the patient's removal. An author who rejoins meanwhile keeps theirs. Throws
 * `PATIENT_NOT_FOUND`.
 */
export async function removeAbandonedDrafts(
  { db, scope, audit }: SubjectsContext & Pick<ChangeContext, "audit">,
  { patientId }: RemoveAbandonedDrafts,
): Promise<RemovedDrafts> {
  const { practiceId } = scope;
  await findPatient(db, scope, patientId);
  const rows = await db.execute<{ id: NoteDraftId }>(sql`
    delete from ${noteDraft} where practice_id = ${practiceId} and patient_id = ${patientId}
      and ${isAbandonedDraft}
    returning id`);
  if (rows.length === 0) audit.unchanged();
  audit.subjects(rows.map(({ id }) => id));
  return { removed: rows.length };
}
