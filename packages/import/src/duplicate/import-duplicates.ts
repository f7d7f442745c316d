import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import { minId } from "@caretype/core/kernel/field/paging";
import { withoutDistinct } from "@caretype/core/people/patient/duplicate/distinct-pairs";
import {
  type ComparedPair,
  comparedPairs,
  type DuplicatePair,
  pairColumns,
  pairsOf,
} from "@caretype/core/people/patient/duplicate/pairs";
import { type Database, prepared } from "@caretype/db";
import { importBatch } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { ProgressCounter, Throttle } from "../pipeline/throttle.ts";
import { isMade, isShownImport, type MadeBy } from "../queries.ts";

export type DuplicateSummary = {
  /** The number of new patients with a possible duplicate. */
  patients: number;
  first: DuplicatePair[];
};

export const noDuplicates: DuplicateSummary = { patients: 0, first: [] };

const maxShown = 20;

/** Compares an import's new patients with all others, and counts those with a possible duplicate. */
export async function summarizeDuplicates(
  db: Database,
  batch: MadeBy,
  { throttle, progress }: { throttle: Throttle; progress: ProgressCounter },
): Promise<DuplicateSummary> {
  const summary: DuplicateSummary = { patients: 0, first: [] };
  for await (const pairs of duplicatePairs(db, batch, throttle)) {
    summary.patients += new Set(pairs.map(({ newId }) => newId)).size;
    summary.first.push(...pairs.slice(0, maxShown - summary.first.length));
    progress.add(slice);
  }
  return summary;
}

/** The number of new patients compared in one statement. */
const slice = 100;

/** Yields all pairs, one slice of new patients at a time. Throws `IMPORT_NOT_FOUND`. */
export async function* duplicatePairs(
  db: Database,
  batch: MadeBy,
  throttle: Throttle,
): AsyncGenerator<DuplicatePair[]> {
  if (!(await hasOtherPatients(db, { ...batch, mayClinical: true }))) return;
  let after: PatientId = minId;
  while (true) {
    const found = await pairsAfter(db, batch, after);
    if (!found) return;
    yield found.pairs.map(({ added: _added, there: _there, ...pair }) => pair);
    after = found.last;
    await throttle.pause();
  }
}

const batch = { practiceId: sql.placeholder("practiceId"), importId: sql.placeholder("importId") };
const [after, last] = [sql.placeholder("after"), sql.placeholder("last")];

const newPatients = sql`
  select record_id from import_record
  where practice_id = ${batch.practiceId} and import_id = ${batch.importId} and record_type = 'patient' and record_id > ${after}
  order by record_id limit ${sql.raw(String(slice))}`;

/** Searches oldest first, which usually ends at once. */
const beginning = prepared(["practiceId", "importId", "mayClinical"], (db) =>
  db
    .select({
      otherPatient: sql<PatientId | null>`(
        select id from patient where practice_id = ${batch.practiceId} and not ${isMade(batch, sql`patient.id`)}
        order by id limit 1)`,
    })
    .from(importBatch)
    .where(
      and(eq(importBatch.practiceId, batch.practiceId), eq(importBatch.id, batch.importId), isShownImport),
    ),
);
const sliceEnd = prepared(["practiceId", "importId", "after"], (db) =>
  db
    .select({ last: sql<PatientId | null>`next.last` })
    .from(sql`(select max(record_id::text) as last from (${newPatients}) as slice) as next`),
);
const pairs = prepared(["practiceId", "importId", "after", "last"], (db) =>
  db
    .select(pairColumns)
    .from(
      pairsOf({
        practiceId: sql`${batch.practiceId}::uuid`,
        patients: sql`select record_id from (${newPatients}) as slice where record_id <= ${last}`,
        isOther: sql`not ${isMade(batch, sql`candidate.id`)}`,
      }),
    )
    .orderBy(sql`"newId", "thereId"`),
);

/**
 * Returns true if the practice has patients besides the import's. Throws `IMPORT_NOT_FOUND`, also for an unlisted
 * one.
 */
export async function hasOtherPatients(
  db: Database,
  key: MadeBy & { mayClinical: boolean },
): Promise<boolean> {
  const { otherPatient } = onlyRow(await beginning(db).execute(key), "IMPORT_NOT_FOUND");
  return otherPatient !== null;
}

/** Returns the pairs of the next slice of new patients, by id, and the slice's last id. Undefined at the end. */
export async function pairsAfter(
  db: Database,
  batch: MadeBy,
  after: PatientId,
): Promise<{ pairs: ComparedPair[]; last: PatientId } | undefined> {
  const [next] = await sliceEnd(db).execute({ ...batch, after });
  if (!next?.last) return undefined;
  const { last } = next;
  const rows = await pairs(db).execute({ ...batch, after, last });
  return { pairs: await withoutDistinct(db, batch.practiceId, comparedPairs(rows)), last };
}
