import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { isSame } from "../clinical/is-same.ts";
import { recordQueries } from "../clinical/record-queries.ts";
import { recordedAtOr, requirePast } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import type { AllergyId, PatientId, PracticeId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import type { ChangeContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import type {
  Allergy,
  AllergyPage,
  CreateAllergy,
  EnterAllergyInError,
  ListAllergies,
  RecordNoneKnown,
  UpdateAllergy,
} from "./schema.ts";

const { allergy } = schema;

const { updatedBy: _by, practiceId: _practice, happenedAt: _happened, ...columns } = getTableColumns(allergy);
export const allergyColumns = columns;

export const allergies = recordQueries<Allergy>({
  type: "allergy",
  notFound: "ALLERGY_NOT_FOUND",
  table: allergy,
  select: (db) => db.select(columns).from(allergy).$dynamic(),
  timeOf: ({ recordedAt }) => recordedAt,
  leavesOut: allergy.isNoneKnown,
});

const isTheirs = sql`${allergy.practiceId} = ${sql.placeholder("practiceId")}
  and ${allergy.patientId} = ${sql.placeholder("patientId")} and ${allergy.errorReason} is null`;

const statement = prepared(["practiceId", "patientId"], (db) =>
  db
    .select(columns)
    .from(allergy)
    .where(sql`${isTheirs} and ${allergy.isNoneKnown} and ${allergy.clinicalStatus} = 'active'`)
    .prepare("allergy_none_known"),
);
const first = prepared(["practiceId", "patientId"], (db) =>
  db
    .select({ id: allergy.id })
    .from(allergy)
    .where(sql`${isTheirs} and not ${allergy.isNoneKnown}`)
    .limit(1)
    .prepare("allergy_first"),
);

/** Lists a patient's allergies, newest first, with what is known of them. */
export async function listAllergies(
  db: Database,
  scope: Scope,
  input: ReturnType<typeof ListAllergies.parse>,
): Promise<AllergyPage> {
  const theirs = { practiceId: scope.practiceId, patientId: input.patientId };
  // The statement is read last: one that an allergy on the page has ended is not shown beside it.
  const page = await allergies.list(db, scope, input);
  return { ...page, ...(await findKnown(db, theirs)) };
}

type Theirs = { practiceId: PracticeId; patientId: PatientId };

/** What is known of a patient's allergies. */
export async function findKnown(
  db: Database,
  theirs: Theirs,
): Promise<Pick<AllergyPage, "known" | "noneKnown">> {
  const [noneKnown = null] = await statement(db).execute(theirs);
  if (noneKnown) return { known: "none-known", noneKnown };
  const [listed] = await first(db).execute(theirs);
  return { known: listed ? "listed" : "never-asked", noneKnown };
}

const insertion = preparedInsert(allergy, (db, row) =>
  db.insert(allergy).values(row).returning(columns).prepare("allergy_insert"),
);

type NewAllergy = Omit<CreateAllergy, "recordedAt"> & { recordedAt: string; isNoneKnown: boolean };

async function insert(db: Database, { practiceId, accountId: createdBy }: Scope, given: NewAllergy) {
  const row = newRow(allergy, { ...given, practiceId, id: newId<AllergyId>(), createdBy });
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

/**
 * Ends the statement that none is known, if the allergy is active. Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and
 * `ENCOUNTER_LOCKED`.
 */
export async function createAllergy(db: Database, scope: Scope, input: CreateAllergy): Promise<Allergy> {
  requirePast({ onset: input.onset });
  const recordedAt = recordedAtOr(input.recordedAt);
  await requireOffered(db, scope, { field: "allergy.substance", concept: input.substance });
  return insert(db, scope, { ...input, recordedAt, isNoneKnown: false });
}

/** Replaces an earlier statement. Throws `PATIENT_HAS_ALLERGIES`, and the codes of a new allergy. */
export function recordNoneKnown(db: Database, scope: Scope, input: RecordNoneKnown): Promise<Allergy> {
  return insert(db, scope, {
    ...input,
    recordedAt: recordedAtOr(input.recordedAt),
    isNoneKnown: true,
    substance: { text: "No known allergies", coding: null },
    reactions: [],
    clinicalStatus: "active",
    verificationStatus: "confirmed",
  });
}

type Changes = Omit<UpdateAllergy, "id" | "expectedVersion"> & { errorReason?: string };
type Change = { id: AllergyId; changes: Changes };

async function change(db: Database, { practiceId }: Scope, { id, changes }: Change) {
  const [row] = await db
    .update(allergy)
    .set(changedRow(allergy, changes))
    .where(and(eq(allergy.practiceId, practiceId), eq(allergy.id, id)))
    .returning(columns);
  if (!row) throw new DomainError("ALLERGY_NOT_FOUND");
  return row;
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. A statement that none is known is not changed, but replaced. */
export async function updateAllergy(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateAllergy,
): Promise<Allergy> {
  const current = await allergies.lock(db, scope, { id, expectedVersion });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  if (current.isNoneKnown) throw invalidInput({ id: ["Is the statement that no allergy is known"] });
  requirePast({ onset: changes.onset ?? current.onset });
  if (changes.recordedAt !== undefined) recordedAtOr(changes.recordedAt);
  const chosen = { concept: changes.substance, current: current.substance };
  await requireOffered(db, scope, { field: "allergy.substance", ...chosen });
  return change(db, scope, { id, changes });
}

/** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
export async function enterAllergyInError(
  { db, scope }: ChangeContext,
  { reason: errorReason, ...input }: EnterAllergyInError,
): Promise<Allergy> {
  await allergies.lock(db, scope, input);
  return change(db, scope, { id: input.id, changes: { errorReason } });
}
