import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { and, type Column, eq, getTableColumns, type Placeholder, sql } from "drizzle-orm";
import { appendEntries } from "../audit/log/queries.ts";
import { candidateIds, numberDigits } from "../duplicate/candidates.ts";
import {
  type Comparable,
  compareForDuplicates,
  type DuplicateReason,
  minimumScore,
} from "../duplicate/rules.ts";
import { DomainError } from "../error/domain-error.ts";
import type { ImportId, PatientId } from "../field/ids.ts";
import { leastId } from "../field/paging.ts";
import { maxSubjects } from "./audit-import.ts";
import { auditedCommand } from "./audited-command.ts";
import type { ProgressCounter } from "./progress-counter.ts";
import { createCommandThrottle, type Throttle } from "./throttle.ts";
import { isMade, type MadeBy, type MadeByAny } from "./undo-queries.ts";

const { importBatch } = schema;

/** A patient created by an import, and another patient who may be the same person. */
export type DuplicatePair = {
  newId: PatientId;
  thereId: PatientId;
  score: number;
  reasons: DuplicateReason[];
};

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
    yield found.pairs.map(({ imported: _fresh, there: _there, ...pair }) => pair);
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
  return { pairs: comparedPairs(rows), last: next.last };
}

export type ComparedPair = DuplicatePair & Pick<PairRow, "imported" | "there">;

/** Keeps the pairs that reach the minimum score. */
export const comparedPairs = (rows: readonly PairRow[]): ComparedPair[] =>
  rows.flatMap((row) => {
    const compared = compareForDuplicates(row.imported, row.there);
    return compared.score < minimumScore ? [] : [{ ...row, ...compared }];
  });

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

type Compared = Comparable & { name: string };
export type PairRow = { newId: PatientId; thereId: PatientId; imported: Compared; there: Compared };

const { name, firstName, lastName, dateOfBirth, dateOfBirthApproximate, gender, phoneNumber, email } =
  getTableColumns(schema.patient);

/** The compared fields. A missing field does not compile. */
const compared: Record<keyof Compared, Column> = {
  name,
  firstName,
  lastName,
  dateOfBirth,
  dateOfBirthApproximate,
  gender,
  phoneNumber,
  email,
};

const comparable = (alias: "imported" | "there") => {
  const entries = Object.entries(compared).map(
    ([key, column]) => sql`${sql.raw(`'${key}'`)}, ${sql.identifier(alias)}.${sql.identifier(column.name)}`,
  );
  return sql`json_build_object(${sql.join(entries, sql`, `)})`;
};

const digits = numberDigits(sql`imported.phone_number`);

/**
 * Looks candidates up in the same indexes as a single patient's, so that the time is linear in the new
 * patients.
 */
export function pairsBetween(
  made: MadeByAny,
  { after, last }: Record<"after" | "last", string | Placeholder>,
) {
  const practiceId = sql`${made.practiceId}::uuid`;
  const found = candidateIds(
    {
      practiceId,
      sortName: sql`imported.sort_name`,
      swappedName: sql`fold_text(trim(imported.first_name || ' ' || imported.last_name))`,
      dateOfBirth: sql`(case when not imported.date_of_birth_approximate then imported.date_of_birth end)`,
      bornFrom: sql`(date_trunc('year', imported.date_of_birth) - interval '1 year')::date`,
      bornUntil: sql`(date_trunc('year', imported.date_of_birth) + interval '2 years' - interval '1 day')::date`,
      phoneKey: sql`(case when length(${digits}) >= 6 then right(${digits}, 6) end)`,
      email: sql`imported.email`,
    },
    sql`not ${isMade(made, sql`candidate.id`)}`,
  );
  const patientOf = (id: ReturnType<typeof sql>) =>
    sql`lateral (select * from patient where practice_id = ${practiceId} and id = ${id} limit 1)`;
  return sql`(
    select imported.id as "newId", there.id as "thereId", ${comparable("imported")} as imported, ${comparable("there")} as there
    from (${newPatients(made, after)}) as made
      cross join ${patientOf(sql`made.record_id`)} as imported
      cross join lateral ${found} as found
      cross join ${patientOf(sql`found.id`)} as there
    where made.record_id <= ${last}
  ) as pairs`;
}

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
        const throttle = await createCommandThrottle(database, db);
        const all: DuplicatePair[] = [];
        for await (const pairs of duplicatePairs(db, { practiceId, importId: id }, throttle))
          all.push(...pairs);
        const subjects = [id, ...new Set(all.flatMap(({ newId, thereId }) => [newId, thereId]))];
        for (let at = 0; at < subjects.length; at += maxSubjects)
          await appendEntries(db, [entryOf(subjects.slice(at, at + maxSubjects))]);
        return all;
      }),
  });
}
