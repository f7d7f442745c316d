import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

const merges = {
  kept: sql.raw("select kept_id as id from patient_merge where merged_id = chain.id"),
  merged: sql.raw("select merged_id as id from patient_merge where kept_id = chain.id"),
};

/**
 * Selects the `id` of a patient, and of those it was merged into or that were merged into it, by merges in effect.
 * One look-up for each, as tables may be empty when a statement is planned.
 */
export const mergeChain = (practiceId: SQL, patientId: SQLWrapper, others: keyof typeof merges) => sql`(
  with recursive chain (id) as (
    select ${patientId}
    union
    select next.id from chain cross join lateral (
      ${merges[others]} and practice_id = ${practiceId} and undone_at is null offset 0
    ) as next
  ) select id from chain
)`;
