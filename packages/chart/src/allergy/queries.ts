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

/** SQL that is false for a statement that no allergy is known, to anything or to a group. */
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
  // Everyone with access to clinical records sees each allergy, but not its withheld encounter.
  ifWithheld: (record: Allergy) => ({ ...record, encounterId: null }),
});

const { columns } = allergies;

/** SQL that is true for an active allergy. */
export const activeAllergies = sql`${allergy.clinicalStatus} = 'active' and ${allergy.verificationStatus} <> 'refuted'
  and ${isAllergy}`;

export const newAllergy = newRecords(allergies, {
  concept: "substance",
  // Words to ignore: `Penicillin allergy`, `Alergia a la penicilina` and `Latexallergie` mean `Penicillin`,
  // `penicilina` and `Latex`.
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

/** Lists a patient's allergies, newest first, with what is known about them. */
export async function listAllergies(
  db: Database,
  scope: Scope,
  input: ReturnType<typeof ListAllergies.parse>,
): Promise<AllergyPage> {
  // Read the statement last, so that it is not shown beside an allergy on the page that ended it.
  const page = await allergies.list(db, scope, input);
  const known = await findKnown(db, scope, input.patientId);
  return {
    ...page,
    ...known,
    noneOf: await listStatements(db, scope, { patientId: input.patientId, kinds: "allergy" }),
  };
}

/**
 * Returns what is known about a patient's allergies. Throws `PATIENT_NOT_FOUND`, also for a merged patient, whose
 * allergies belong to the other record.
 */
export async function findKnown(
  db: Database,
  scope: Scope,
  patientId: PatientId,
): Promise<Pick<AllergyPage, "known" | "noneKnown">> {
  const { practiceId, accountId } = scope;
  const key = { practiceId, accountId, patientId };
  const [noneKnown = null] = await statement(db).execute(key);
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

/** Builds the row for a valid input. Throws `INVALID_INPUT` for impossible dates. */
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

/** Builds the row for an import, which reads "No known allergy" as the statement. */
export function importedAllergyRow(author: Author, input: CreateAllergy) {
  if (deniedBy("allergy", input.substance) !== "all") return newAllergyRow(author, input);
  const { patientId, encounterId, recordedAt, note } = input;
  return noneKnownRow(author, { patientId, encounterId, recordedAt, note });
}

async function insert(db: Database, row: ReturnType<typeof rowOf>) {
  return insertion(db).execute(row);
}

/**
 * Creates an allergy. An active one ends the statement that none is known. Throws `PATIENT_NOT_FOUND`,
 * `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`.
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

/** Changes a record that turns out to be wrong. A statement that it ended is restored. */
async function changeToError(db: Database, scope: Scope, write: Write): Promise<Allergy> {
  const ended = await findEndedBy(db, scope, [write.id]);
  const changed = await change(db, scope, write);
  await resumeStatements(db, scope, ended);
  return changed;
}

/**
 * Locks the patient before the allergy, in the same order as a change of the date of birth. A database trigger locks
 * the patient when an active allergy changes. Throws `STALE_VERSION`.
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
 * A statement that none is known cannot be changed, only replaced. Throws `STALE_VERSION`, `RECORD_IN_ERROR` and
 * `ENCOUNTER_LOCKED`.
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
