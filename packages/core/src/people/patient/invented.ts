import { type Database, prepared } from "@caretype/db";
import { practice, sampleData } from "@caretype/db/schema";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";

/** The patients of a practice's sample data, including removed ones. */
export const invented = prepared(["practiceId"], (db) =>
  db
    .select({
      ids: sampleData.patientIds,
      addedAt: sampleData.addedAt,
      removedAt: sampleData.removedAt,
    })
    .from(sampleData)
    .where(eq(sampleData.practiceId, sql.placeholder("practiceId"))),
);

/** A practice's answer says whether it has sample data, so this creates a new version of it. */
export const noteOnPractice = (db: Database, practiceId: PracticeId) =>
  db
    .update(practice)
    .set({ version: sql`${practice.version} + 1`, updatedAt: sql`now()` })
    .where(eq(practice.id, practiceId));

/** Restoring a patient of the sample brings the sample back. */
export async function reviveSample(db: Database, { practiceId }: Scope, id: PatientId): Promise<void> {
  const { count } = await db
    .update(sampleData)
    .set({ removedAt: null })
    .where(
      and(
        eq(sampleData.practiceId, practiceId),
        isNotNull(sampleData.removedAt),
        sql`${id} = any (${sampleData.patientIds})`,
      ),
    );
  if (count > 0) await noteOnPractice(db, practiceId);
}

/** Whether only the merged patient is sample data. Then its values do not fill the other's gaps. */
export async function isInventedOnly(
  db: Database,
  { practiceId }: Scope,
  { mergedId, keepId }: Record<"mergedId" | "keepId", PatientId>,
): Promise<boolean> {
  const [found] = await invented(db).execute({ practiceId });
  return found?.ids.includes(mergedId) === true && !found.ids.includes(keepId);
}
