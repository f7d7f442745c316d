import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { PatientId } from "../../../kernel/field/ids.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";

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

/** A limit on merged records. No patient has had more duplicates. */
const mostMerged = 100;

/** Ids of the patients merged into this one, directly or indirectly, by merges in effect. */
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
