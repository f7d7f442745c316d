import type { Database, DatabaseHandle } from "@caretype/db";
import { importBatch } from "@caretype/db/schema";
import { and, eq, type Placeholder, sql } from "drizzle-orm";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { ImportId, PatientId } from "../../../kernel/field/ids.ts";
import { leastId } from "../../../kernel/field/paging.ts";
import { withoutDistinct } from "../../../people/patient/duplicate/distinct-pairs.ts";
import {
  type ComparedPair,
  comparedPairs,
  type DuplicatePair,
  type PairRow,
  pairsOf,
} from "../../../people/patient/duplicate/pairs.ts";
import { auditedCommand } from "../command/audited-command.ts";
import { maxSubjects } from "../pipeline/import-batch.ts";
import { createCommandThrottle, type ProgressCounter, type Throttle } from "../pipeline/throttle.ts";
import { isMade, type MadeBy, type MadeByAny } from "../undo/undo-queries.ts";

export type DuplicateSummary = {
  /** The number of new patients with a possible duplicate. */
  patients: number;
  first: DuplicatePair[];
};

export const noDuplicates: DuplicateSummary = { patients: 0, first: [] };

const maxShown = 20;

export async function summarizeDuplicates(
  db: Database,
  made: MadeBy,
  { throttle, progress }: { throttle: Throttle; progress: ProgressCounter },
): Promise<DuplicateSummary> {
  const summary: DuplicateSummary = { patients: 0, first: [] };
  for await (const pairs of duplicatePairs(db, made, throttle)) {
    summary.patients += new Set(pairs.map(({ newId }) => newId)).size;
    summary.first.push(...pairs.slice(0, maxShown - summary.first.length));
    progress.add(slice);
  }
  return summary;
}

/** The number of new patients compared in one statement. */
const slice = 100;

/** Yields all pairs, one slice of new patients at a time. */
async function* duplicatePairs(
  db: Database,
  made: MadeBy,
  throttle: Throttle,
): AsyncGenerator<DuplicatePair[]> {
  if (!(await hasOtherPatients(db, made))) return;
  let after: PatientId = leastId;
  while (true) {
    const found = await pairsAfter(db, made, after);
    if (!found) return;
    yield found.pairs.map(({ added: _added, there: _there, ...pair }) => pair);
    after = found.last;
    await throttle.pause();
  }
}

/**
 * Returns the pairs of the next slice of new patients, by id, and the slice's last id. Undefined at the end.
 */
async function pairsAfter(
  db: Database,
  made: MadeBy,
  after: PatientId,
): Promise<{ pairs: ComparedPair[]; last: PatientId } | undefined> {
  const [next] = await db.execute<{ last: PatientId | null }>(
    sql`select ${lastOfSlice(made, after)} as last`,
  );
  if (!next?.last) return undefined;
  const rows = await db.execute<PairRow>(
    sql`select * from ${pairsBetween(made, { after, last: next.last })} order by "newId", "thereId"`,
  );
  return { pairs: await withoutDistinct(db, made.practiceId, comparedPairs(rows)), last: next.last };
}

/**
 * Returns true if the practice has patients besides the import's. Searches oldest first, which usually ends
 * at once.
 */
async function hasOtherPatients(db: Database, made: MadeBy): Promise<boolean> {
  const rows = await db.execute(sql`select ${firstOtherPatient(made)} as id`);
  return rows.some(({ id }) => id !== null);
}

export const firstOtherPatient = (made: MadeByAny) => sql`(
  select id from patient where practice_id = ${made.practiceId} and not ${isMade(made, sql`patient.id`)}
  order by id limit 1)`;

const newPatients = ({ practiceId, importId }: MadeByAny, after: string | Placeholder) => sql`
  select record_id from import_record
  where practice_id = ${practiceId} and import_id = ${importId} and record_type = 'patient' and record_id > ${after}
  order by record_id limit ${sql.raw(String(slice))}`;

/** The last id of the slice that begins after a patient. */
export const lastOfSlice = (made: MadeByAny, after: string | Placeholder) =>
  sql`(select max(record_id::text) from (${newPatients(made, after)}) as next)`;

export const pairsBetween = (
  made: MadeByAny,
  { after, last }: Record<"after" | "last", string | Placeholder>,
) =>
  pairsOf({
    practiceId: sql`${made.practiceId}::uuid`,
    patients: sql`select record_id from (${newPatients(made, after)}) as slice where record_id <= ${last}`,
    isOther: sql`not ${isMade(made, sql`candidate.id`)}`,
  });

/**
 * Lists all current pairs of an import, for the command line.
 * @throws {ImportRefused} if the account lacks a permission, and `IMPORT_NOT_FOUND`.
 */
export function importDuplicatesAs(
  database: DatabaseHandle,
  { email, id }: { email: string; id: ImportId },
): Promise<DuplicatePair[]> {
  return auditedCommand(database, {
    action: "import.duplicates",
    email,
    needed: ["import:read", "patient:read"],
    subjects: [id],
    run: ({ practiceId }, entryOf) =>
      database.bulkTransaction(async (db) => {
        const isBatch = and(eq(importBatch.practiceId, practiceId), eq(importBatch.id, id));
        const [batch] = await db.select({ id: importBatch.id }).from(importBatch).where(isBatch);
        if (!batch) throw new DomainError("IMPORT_NOT_FOUND");
        const throttle = await createCommandThrottle(database, db.shared);
        const all: DuplicatePair[] = [];
        for await (const pairs of duplicatePairs(db, { practiceId, importId: id }, throttle))
          all.push(...pairs);
        const subjects = [id, ...new Set(all.flatMap(({ newId, thereId }) => [newId, thereId]))];
        for (let at = 0; at < subjects.length; at += maxSubjects)
          await appendEntries(db, [entryOf(subjects.slice(at, at + maxSubjects))]);
        return all;
      }, practiceId),
  });
}
