import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { EncounterId, NoteDraftId, PatientId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { decodeCursor, toPage } from "../../kernel/field/paging.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext, SubjectsContext } from "../../kernel/procedure/body-context.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { findPatient, holdPatient } from "../../people/patient/queries.ts";
import { isAbandonedDraft } from "../clinical/patient-records.ts";
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

const { encounter, noteDraft } = schema;

const { practiceId: _practice, ...columns } = getTableColumns(noteDraft);

/** Nobody else reads a draft, so each statement begins with this. */
const isOwn = and(
  eq(noteDraft.practiceId, sql.placeholder("practiceId")),
  eq(noteDraft.createdBy, sql.placeholder("accountId")),
);

const selectById = (db: Database) =>
  db
    .select(columns)
    .from(noteDraft)
    .where(and(isOwn, eq(noteDraft.id, sql.placeholder("id"))));

const keys = ["practiceId", "accountId", "id"] as const;
const byId = prepared(keys, (db) => selectById(db).prepare("note_draft_by_id"));
const lockedById = prepared(keys, (db) => selectById(db).for("update").prepare("note_draft_locked_by_id"));

/** Resolves to undefined for another author's draft, too. */
export async function findOwnDraft(
  db: Database,
  { practiceId, accountId }: Scope,
  { id, isLocked = false }: { id: NoteDraftId; isLocked?: boolean },
): Promise<NoteDraft | undefined> {
  const [row] = await (isLocked ? lockedById : byId)(db).execute({ practiceId, accountId, id });
  return row;
}

/** Rejects with `NOTE_DRAFT_NOT_FOUND` for an unknown id, and for a draft of another author or practice. */
export async function findNoteDraft(db: Database, scope: Scope, id: NoteDraftId): Promise<NoteDraft> {
  const draft = await findOwnDraft(db, scope, { id });
  if (!draft) throw new DomainError("NOTE_DRAFT_NOT_FOUND");
  return draft;
}

/** Like `findNoteDraft`, and locks the draft until the transaction ends. Throws `STALE_VERSION`. */
async function lockNoteDraft(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveNoteDraft,
): Promise<NoteDraft> {
  const draft = await findOwnDraft(db, scope, { id, isLocked: true });
  if (!draft) throw new DomainError("NOTE_DRAFT_NOT_FOUND");
  requireVersion(draft, expectedVersion, { kind: "noteDraft" });
  return draft;
}

const patient = sql`${sql.placeholder("patientId")}::uuid`;

const page = prepared(["practiceId", "accountId", "patientId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(noteDraft)
    .where(
      and(
        isOwn,
        sql`(${patient} is null or ${noteDraft.patientId} = ${patient})`,
        lt(noteDraft.id, sql.placeholder("id")),
      ),
    )
    .orderBy(desc(noteDraft.id))
    .limit(sql.placeholder("limit"))
    .prepare("note_draft_page"),
);

/** The caller's own, newest first. */
export async function listNoteDrafts(
  db: Database,
  { practiceId, accountId }: Scope,
  { limit, cursor, patientId }: ListNoteDrafts,
): Promise<NoteDraftPage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({
    practiceId,
    accountId,
    id,
    patientId: patientId ?? null,
    limit: limit + 1,
  });
  return toPage(rows, { limit, sort: "newest", item: (row) => row });
}

const insertion = preparedInsert(noteDraft, (db, row) =>
  db.insert(noteDraft).values(row).returning(columns).prepare("note_draft_insert"),
);

const encounterOf = prepared(["practiceId", "patientId", "id"], (db) =>
  db
    .select({ id: encounter.id })
    .from(encounter)
    .where(
      and(
        eq(encounter.practiceId, sql.placeholder("practiceId")),
        eq(encounter.id, sql.placeholder("id")),
        eq(encounter.patientId, sql.placeholder("patientId")),
        sql`${encounter.errorReason} is null`,
      ),
    )
    .for("share")
    .prepare("note_draft_encounter"),
);

type OfPatient = { patientId: PatientId; encounterId: EncounterId };

/** Keeps the undo of a merge from moving the encounter meanwhile. Throws `ENCOUNTER_NOT_FOUND` for another patient's. */
async function holdEncounter(
  db: Database,
  scope: Scope,
  { patientId, encounterId: id }: OfPatient,
): Promise<void> {
  // Sent together: the second one runs once the first has its lock.
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
  if (encounterId !== null) await holdEncounter(db, scope, { patientId, encounterId });
  await requireShownEncounter(db, scope, encounterId);
  const [made] = await insertion(db).execute(newNoteDraftRow(scope, input));
  if (!made) throw new Error("insert returned no row");
  return made;
}

const isIt = ({ practiceId, accountId }: Scope, id: NoteDraftId) =>
  and(eq(noteDraft.practiceId, practiceId), eq(noteDraft.createdBy, accountId), eq(noteDraft.id, id));

/** Holds the encounter that a draft moves to, before the draft is locked. Resolves to its patient. Throws `ENCOUNTER_NOT_FOUND`. */
async function holdNextEncounter(
  db: Database,
  scope: Scope,
  { id, encounterId }: Pick<UpdateNoteDraft, "id" | "encounterId">,
): Promise<PatientId | undefined> {
  if (!encounterId) return undefined;
  const draft = await findNoteDraft(db, scope, id);
  if (draft.encounterId === encounterId) return undefined;
  await holdEncounter(db, scope, { patientId: draft.patientId, encounterId });
  await requireShownEncounter(db, scope, encounterId);
  return draft.patientId;
}

/** Throws `STALE_VERSION` and `ENCOUNTER_NOT_FOUND`. */
export async function updateNoteDraft(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateNoteDraft,
): Promise<NoteDraft> {
  const heldOf = await holdNextEncounter(db, scope, { id, encounterId: changes.encounterId });
  const current = await lockNoteDraft(db, scope, { id, expectedVersion });
  // A merge moved the draft before the patient was held.
  if (heldOf && heldOf !== current.patientId) throw new DomainError("ENCOUNTER_NOT_FOUND");
  if (changes.recordedAt !== undefined) recordedAtOr(changes.recordedAt);
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const [row] = await db
    .update(noteDraft)
    .set({ ...changedRow(noteDraft, changes), updatedAt: sql`now()`, version: current.version + 1 })
    .where(isIt(scope, id))
    .returning(columns);
  if (!row) throw new DomainError("NOTE_DRAFT_NOT_FOUND");
  return row;
}

/** Throws `STALE_VERSION`. */
export async function removeNoteDraft(db: Database, scope: Scope, input: RemoveNoteDraft): Promise<void> {
  await lockNoteDraft(db, scope, input);
  await deleteNoteDraft(db, scope, input.id);
}

/** Its caller has locked the draft. */
export async function deleteNoteDraft(db: Database, scope: Scope, id: NoteDraftId): Promise<void> {
  await db.delete(noteDraft).where(isIt(scope, id));
}

/**
 * Deletes the drafts about a patient whose authors have left the practice, or were API keys that are revoked. Nobody sees
 * them, and they keep the patient from being removed. An author who is a member again meanwhile keeps theirs. Throws `PATIENT_NOT_FOUND`.
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
