import { invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AllergyId, EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import { isSame } from "@caretype/core/kernel/field/is-same";
import { newId } from "@caretype/core/kernel/field/new-id";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import type { Change } from "@caretype/core/mechanisms/record/record-queries";
import { findPatient } from "@caretype/core/people/patient/queries";
import { changedRow, type Database, newRow, prepared, preparedInsert } from "@caretype/db";
import { allergy } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { deniedBy, requireRecord } from "../clinical/denial.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { listStatements } from "../clinical/list-statements.ts";
import { holdBirth, requireBorn, requireRecordable } from "../clinical/recordable.ts";
import { isShown } from "../clinical/shown.ts";
import { isStatement } from "../clinical/statement-sql.ts";
import { absentOrUnknown } from "../clinical/statements.ts";
import { recordedAtOr, requirePast } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { findEndedBy, resumeStatements } from "./none-known.ts";
import {
  Allergy,
  type AllergyPage,
  type CreateAllergy,
  type ListAllergies,
  noneKnownText,
  type RecordNoneKnown,
  type UpdateAllergy,
} from "./schema.ts";

const shownEncounter = sql<EncounterId | null>`case when ${allergy.encounterId} is not null
    and ${isShown(allergy, allergy.patientId)} then ${allergy.encounterId} end`;

/** True for no statement that none is known, to anything or to some group. */
const isAllergy = sql`not ${allergy.isNoneKnown} and not ${isStatement(allergy.substance)}`;

export const allergies = clinicalRecord({
  table: allergy,
  schema: Allergy,
  content: Allergy.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("substance"), text: sql`clinical_status` },
  toRecord: (record: Allergy) => record,
  reads: { encounterId: shownEncounter },
  lists: isAllergy,
  // Each allergy is shown to all who may read clinical records. Its withheld encounter is not.
  ifWithheld: (record: Allergy) => ({ ...record, encounterId: null }),
});

const { columns } = allergies;

/** SQL that is true for an allergy that counts. */
export const activeAllergies = sql`${allergy.clinicalStatus} = 'active' and ${allergy.verificationStatus} <> 'refuted'
  and ${isAllergy}`;

export const newAllergy = newRecords(allergies, {
  concept: "substance",
  // `Penicillin allergy`, `Alergia a la penicilina` and `Latexallergie` name what `Penicillin`, `penicilina` and `Latex` do.
  fillers: "(allerg(y|ies?|ia|ic)|alergi(as?|co))( (to|gegen|auf|aux?|al?)( (the|l[aeo]s?))?\\M)?",
  among: activeAllergies,
  only: { clinicalStatus: ["active"], verificationStatus: ["unconfirmed", "confirmed"] },
});
export const shownAllergyColumns = { ...columns, encounterId: shownEncounter };

const isTheirs = sql`${allergy.practiceId} = ${sql.placeholder("practiceId")}
  and ${allergy.patientId} = ${sql.placeholder("patientId")} and ${allergy.errorReason} is null`;

const statement = prepared(["practiceId", "accountId", "patientId"], (db) =>
  db
    .select(shownAllergyColumns)
    .from(allergy)
    .where(sql`${isTheirs} and ${allergy.isNoneKnown} and ${allergy.clinicalStatus} = 'active'`),
);
const first = prepared(["practiceId", "patientId"], (db) =>
  db.select({ id: allergy.id }).from(allergy).where(sql`${isTheirs} and ${isAllergy}`).limit(1),
);

/** Lists a patient's allergies, newest first, with what is known of them. */
export async function listAllergies(
  db: Database,
  scope: Scope,
  input: ReturnType<typeof ListAllergies.parse>,
): Promise<AllergyPage> {
  // The statement is read last: one that an allergy on the page has ended is not shown beside it.
  const page = await allergies.list(db, scope, input);
  const known = await findKnown(db, scope, input.patientId);
  return {
    ...page,
    ...known,
    noneOf: await listStatements(db, scope, { patientId: input.patientId, kinds: "allergy" }),
  };
}

/**
 * What is known of a patient's allergies. Throws `PATIENT_NOT_FOUND`: the allergies of somebody who was merged are known,
 * but elsewhere.
 */
export async function findKnown(
  db: Database,
  scope: Scope,
  patientId: PatientId,
): Promise<Pick<AllergyPage, "known" | "noneKnown">> {
  const { practiceId, accountId } = scope;
  const theirs = { practiceId, accountId, patientId };
  const [noneKnown = null] = await statement(db).execute(theirs);
  if (noneKnown) return { known: "none-known", noneKnown };
  const [listed] = await first(db).execute({ practiceId, patientId });
  if (!listed) await findPatient(db, scope, patientId);
  return { known: listed ? "listed" : "never-asked", noneKnown };
}

const named = { kind: "allergy", field: "substance" } as const;

const insertion = preparedInsert(allergy, columns);

type NewAllergy = Omit<CreateAllergy, "recordedAt"> & { recordedAt: string; isNoneKnown: boolean };

const rowOf = ({ practiceId, accountId: createdBy }: Author, given: NewAllergy) =>
  newRow(allergy, { ...given, practiceId, id: newId<AllergyId>(), createdBy });

/** Builds the row for a valid input. Throws `INVALID_INPUT` for dates that cannot be. */
export function newAllergyRow(author: Author, input: CreateAllergy) {
  requirePast({ onset: input.onset }, author.timeZone);
  return rowOf(author, { ...input, recordedAt: recordedAtOr(input.recordedAt), isNoneKnown: false });
}

const noneKnownRow = (author: Author, input: Omit<RecordNoneKnown, "expectedVersion">) =>
  rowOf(author, {
    ...input,
    recordedAt: recordedAtOr(input.recordedAt),
    isNoneKnown: true,
    substance: { text: noneKnownText, coding: null },
    reactions: [],
    clinicalStatus: "active",
    verificationStatus: "confirmed",
  });

/** The same for an import, which takes "No known allergy" for the statement. */
export function importedAllergyRow(author: Author, input: CreateAllergy) {
  if (deniedBy("allergy", input.substance) !== "all") return newAllergyRow(author, input);
  const { patientId, encounterId, recordedAt, note } = input;
  return noneKnownRow(author, { patientId, encounterId, recordedAt, note });
}

async function insert(db: Database, row: ReturnType<typeof rowOf>) {
  return insertion(db).execute(row);
}

/**
 * Ends the statement that none is known, if the allergy is active. Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and
 * `ENCOUNTER_LOCKED`.
 */
export async function createAllergy(db: Database, scope: Scope, input: CreateAllergy): Promise<Allergy> {
  requireRecord(named, input.substance);
  const substance = await requireOffered(db, scope, { field: "allergy.substance", concept: input.substance });
  const row = newAllergyRow(scope, { ...input, substance });
  await requireRecordable(db, scope, input);
  return insert(db, row);
}

/** Replaces an earlier statement. Throws `PATIENT_HAS_ALLERGIES`, and the codes of a new allergy. */
export async function recordNoneKnown(db: Database, scope: Scope, input: RecordNoneKnown): Promise<Allergy> {
  await requireRecordable(db, scope, input);
  return insert(db, noneKnownRow(scope, input));
}

type Fields = Omit<UpdateAllergy, "id" | "expectedVersion">;
type Write = { id: AllergyId; changes: Fields & { errorReason?: string } };

async function change(db: Database, { practiceId }: Scope, { id, changes }: Write) {
  const rows = await db
    .update(allergy)
    .set(changedRow(allergy, changes))
    .where(and(eq(allergy.practiceId, practiceId), eq(allergy.id, id)))
    .returning(columns);
  return onlyRow(rows, "ALLERGY_NOT_FOUND");
}

/** The same for what turns out to be no allergy: a statement that it ended holds again. */
async function changeToError(db: Database, scope: Scope, write: Write): Promise<Allergy> {
  const ended = await findEndedBy(db, scope, [write.id]);
  const changed = await change(db, scope, write);
  await resumeStatements(db, scope, ended);
  return changed;
}

/**
 * Locks the patient before the allergy, as a change of the birth does: a change of an active allergy locks the patient in
 * the database. Throws `STALE_VERSION`.
 */
async function lock(db: Database, scope: Scope, change: Change<AllergyId>): Promise<Allergy> {
  for (let held: PatientId | undefined; ; ) {
    const { patientId } = await allergies.find(db, scope, change.id);
    if (patientId === held) return allergies.lock(db, scope, change);
    await holdBirth(db, scope, patientId);
    held = patientId;
  }
}

/**
 * Throws `STALE_VERSION`, `RECORD_IN_ERROR` and `ENCOUNTER_LOCKED`. A statement that none is known is not changed, but
 * replaced.
 */
export async function updateAllergy(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion }: Change<AllergyId>,
  changes: Fields,
): Promise<Allergy> {
  const current = await lock(db, scope, { id, expectedVersion });
  if (isSame(current, changes)) return unchanged(audit, current);
  if (current.isNoneKnown || current.substance.coding?.system === absentOrUnknown)
    throw invalidInput({ id: ["Is the statement that there is none"] });
  if (changes.substance) requireRecord(named, changes.substance);
  requirePast({ onset: changes.onset ?? current.onset }, scope.timeZone);
  await requireBorn(db, scope, { patientId: current.patientId, fields: changes });
  if (changes.recordedAt !== undefined) recordedAtOr(changes.recordedAt);
  const write = changes.verificationStatus === "refuted" ? changeToError : change;
  if (!changes.substance) return write(db, scope, { id, changes });
  const chosen = { concept: changes.substance, current: current.substance };
  const substance = await requireOffered(db, scope, { field: "allergy.substance", ...chosen });
  return write(db, scope, { id, changes: { ...changes, substance } });
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
export async function enterAllergyInError(
  { db, scope }: ChangeContext,
  { reason: errorReason, ...input }: Change<AllergyId> & { reason: string },
): Promise<Allergy> {
  await lock(db, scope, input);
  return changeToError(db, scope, { id: input.id, changes: { errorReason } });
}
