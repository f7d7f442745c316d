import { type Database, pick, prepared } from "@caretype/db";
import { distinctPatients, patient, patientMerge } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../../kernel/error/domain-error.ts";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { type ChangeContext, unchanged } from "../../../kernel/procedure/body-context.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { accountName } from "../../../mechanisms/account-name.ts";
import { findPatient, lockPatient } from "../queries.ts";
import { findMarks, mergedInto } from "./distinct-pairs.ts";
import type { DistinctPatient, DistinctPatientPage, TwoPatients } from "./schema.ts";

const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
const id = sql`array[${sql.placeholder("id")}::uuid]`;

const maxShown = 200;

/** The other patients of a patient's marks, or those kept when they were merged. */
const others = prepared(["practiceId", "id", "otherId"], (db) => {
  const found = sql`(
    with recursive ${mergedInto(id)},
    other (id, marked_at, marked_by) as (
      select mark.* from person cross join lateral (
        select second_id, marked_at, marked_by from ${distinctPatients}
        where practice_id = ${practiceId} and first_id = person.id
        union all
        select first_id, marked_at, marked_by from ${distinctPatients}
        where practice_id = ${practiceId} and second_id = person.id
      ) as mark
      union
      select merge.kept_id, other.marked_at, other.marked_by
      from other cross join lateral (
        select kept_id from ${patientMerge}
        where practice_id = ${practiceId} and merged_id = other.id and undone_at is null offset 0
      ) as merge
    )
    select distinct on (id) id, marked_at, marked_by from other
    where ${sql.placeholder("otherId")}::uuid is null or id = ${sql.placeholder("otherId")}::uuid
    order by id, marked_at desc
  ) as found`;
  const { name, dateOfBirth, dateOfBirthApproximate } = patient;
  const isFound = and(eq(patient.practiceId, practiceId), sql`${patient.id} = found.id`);
  const there = db
    .select({ id: patient.id, name, dateOfBirth, dateOfBirthApproximate })
    .from(patient)
    .where(isFound)
    .limit(1)
    .as("there");
  return db
    .select({
      patient: pick(there, "id", "name", "dateOfBirth", "dateOfBirthApproximate"),
      markedAt: sql`found.marked_at`.mapWith(distinctPatients.markedAt),
      markedBy: sql`found.marked_by`.mapWith(distinctPatients.markedBy),
      markedByName: accountName(sql`found.marked_by`),
    })
    .from(found)
    .innerJoinLateral(there, sql`true`)
    .orderBy(sql`found.marked_at desc, found.id desc`)
    .limit(maxShown);
});

/** Lists the patients marked as different people. Throws `PATIENT_NOT_FOUND`. */
export async function listDistinct(db: Database, scope: Scope, id: PatientId): Promise<DistinctPatientPage> {
  await findPatient(db, scope, id);
  const items = await others(db).execute({ practiceId: scope.practiceId, id, otherId: null });
  return { items, nextCursor: null };
}

async function findMark(db: Database, { practiceId }: Scope, pair: TwoPatients) {
  const [mark] = await others(db).execute({ practiceId, ...pair });
  return mark;
}

/** Locks in id order, like a merge. Throws `PATIENT_NOT_FOUND`, and `INVALID_INPUT` if both are the same. */
async function lockBoth(db: Database, scope: Scope, { id, otherId }: TwoPatients): Promise<void> {
  if (id === otherId) throw invalidInput({ otherId: ["Has to be another patient"] });
  for (const each of [id, otherId].toSorted()) await lockPatient(db, scope, each);
}

/** Marks two patients as different people. Does nothing if they are marked already. */
export async function markDistinct(
  { db, scope, audit }: ChangeContext,
  { id, otherId }: TwoPatients,
): Promise<DistinctPatient> {
  await lockBoth(db, scope, { id, otherId });
  const known = await findMark(db, scope, { id, otherId });
  if (known) return unchanged(audit, known);
  const [firstId, secondId] = id < otherId ? [id, otherId] : [otherId, id];
  const { practiceId, accountId: markedBy } = scope;
  await db.insert(distinctPatients).values({ practiceId, firstId, secondId, markedBy });
  const mark = await findMark(db, scope, { id, otherId });
  if (!mark) throw new Error("The new mark was not found.");
  return mark;
}

/** Removes the mark, also one of merged patients. Does nothing if there is none. */
export async function unmarkDistinct(
  { db, scope, audit }: ChangeContext,
  { id, otherId }: TwoPatients,
): Promise<void> {
  await lockBoth(db, scope, { id, otherId });
  const { practiceId } = scope;
  const between = (await findMarks(db, practiceId, [id, otherId])).filter(({ one, other }) => one !== other);
  for (const { firstId, secondId } of between) {
    const isMark = and(eq(distinctPatients.firstId, firstId), eq(distinctPatients.secondId, secondId));
    await db.delete(distinctPatients).where(and(eq(distinctPatients.practiceId, practiceId), isMark));
  }
  if (between.length === 0) audit.unchanged();
}
