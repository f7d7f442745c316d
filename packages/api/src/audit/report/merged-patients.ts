import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { PatientId } from "../../field/ids.ts";
import type { Scope } from "../../procedure/scope.ts";

const { patientMerge } = schema;

const mergedInto = prepared(["practiceId", "keptIds", "limit"], (db) =>
  db
    .select({ id: patientMerge.mergedId })
    .from(patientMerge)
    .where(
      and(
        eq(patientMerge.practiceId, sql.placeholder("practiceId")),
        sql`${patientMerge.keptId} = any(${sql.placeholder("keptIds")}::uuid[])`,
        isNull(patientMerge.undoneAt),
      ),
    )
    .orderBy(asc(patientMerge.keptId), asc(patientMerge.id))
    .limit(sql.placeholder("limit"))
    .prepare("audit_trail_merged_into"),
);

/** So many are looked for: no one person was recorded more often. */
const mostMerged = 100;

/** Whoever was merged into the patient, or into one of those, by merges that stand. */
export async function findMergedIds(
  db: Database,
  { practiceId }: Scope,
  patientId: PatientId,
): Promise<PatientId[]> {
  const merged = new Set<PatientId>();
  let keptIds = [patientId];
  while (keptIds.length > 0 && merged.size < mostMerged) {
    const limit = mostMerged - merged.size;
    const rows = await mergedInto(db).execute({ practiceId, keptIds: `{${keptIds.join(",")}}`, limit });
    keptIds = rows.map(({ id }) => id).filter((id) => id !== patientId && !merged.has(id));
    for (const id of keptIds) merged.add(id);
  }
  return [...merged];
}
