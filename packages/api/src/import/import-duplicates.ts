import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { and, type Column, eq, getTableColumns, type Placeholder, sql } from "drizzle-orm";
import { appendEntries } from "../audit/log/queries.ts";
import { candidateIds, numberDigits } from "../duplicate/candidates.ts";
import {
  type Comparable,
  compareForDuplicates,
  type DuplicateReason,
  leastScore,
} from "../duplicate/rules.ts";
import { DomainError } from "../error/domain-error.ts";
import type { ImportId, PatientId } from "../field/ids.ts";
import { leastId } from "../field/paging.ts";
import { mostSubjects } from "./audit-import.ts";
import { auditedCommand } from "./audited-command.ts";
import { createCommandsPace, type Pace } from "./pace.ts";
import type { ProgressCounter } from "./progress-counter.ts";
import { isMade, type MadeBy, type MadeByAny } from "./undo-queries.ts";

const { importBatch } = schema;

/** A patient whom an import has made, and one whom it has not, who may be the same person. */
export type DuplicatePair = {
  newId: PatientId;
  thereId: PatientId;
  score: number;
  reasons: DuplicateReason[];
};

export type DuplicateSummary = {
  /** How many of the new patients have such a pair. */
  patients: number;
  first: DuplicatePair[];
};

export const noDuplicates: DuplicateSummary = { patients: 0, first: [] };

const mostShown = 20;

export async function summarizeDuplicates(
  db: Database,
  made: MadeBy,
  { pace, progress }: { pace: Pace; progress: ProgressCounter },
): Promise<DuplicateSummary> {
  const summary: DuplicateSummary = { patients: 0, first: [] };
  for await (const pairs of duplicatePairs(db, made, pace)) {
    summary.patients += new Set(pairs.map(({ newId }) => newId)).size;
    summary.first.push(...pairs.slice(0, mostShown - summary.first.length));
    progress.add(slice);
  }
  return summary;
}

/** So many new patients are compared in one statement. */
const slice = 100;

/** All pairs, of one slice of the new patients at a time. */
async function* duplicatePairs(db: Database, made: MadeBy, pace: Pace): AsyncGenerator<DuplicatePair[]> {
  if (!(await isAnybodyElse(db, made))) return;
  let after: PatientId = leastId;
  while (true) {
    const found = await pairsAfter(db, made, after);
    if (!found) return;
    yield found.pairs.map(({ fresh: _fresh, there: _there, ...pair }) => pair);
    after = found.last;
    await pace.rest();
  }
}

/** The pairs of the new patients that come next, in the order of their ids, and the last of these; undefined after all. */
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

export type ComparedPair = DuplicatePair & Pick<PairRow, "fresh" | "there">;

/** Those that are alike enough. */
export const comparedPairs = (rows: readonly PairRow[]): ComparedPair[] =>
  rows.flatMap((row) => {
    const compared = compareForDuplicates(row.fresh, row.there);
    return compared.score < leastScore ? [] : [{ ...row, ...compared }];
  });

/** Of the practice. The oldest come first, so that the first who is looked at is one most of the time. */
async function isAnybodyElse(db: Database, made: MadeBy): Promise<boolean> {
  const rows = await db.execute(sql`select ${firstElse(made)} as id`);
  return rows.some(({ id }) => id !== null);
}

export const firstElse = (made: MadeByAny) => sql`(
  select id from patient where practice_id = ${made.practiceId} and not ${isMade(made, sql`patient.id`)}
  order by id limit 1)`;

const newPatients = ({ practiceId, importId }: MadeByAny, after: string | Placeholder) => sql`
  select record_id from import_record
  where practice_id = ${practiceId} and import_id = ${importId} and record_type = 'patient' and record_id > ${after}
  order by record_id limit ${sql.raw(String(slice))}`;

/** The id of the last new patient of the slice that begins after one. */
export const lastOfSlice = (made: MadeByAny, after: string | Placeholder) =>
  sql`(select max(record_id::text) from (${newPatients(made, after)}) as next)`;

type Compared = Comparable & { name: string };
export type PairRow = { newId: PatientId; thereId: PatientId; fresh: Compared; there: Compared };

const { name, firstName, lastName, dateOfBirth, dateOfBirthApproximate, gender, phoneNumber, email } =
  getTableColumns(schema.patient);

/** What two patients are compared by; a field that is missing here does not compile. */
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

const comparable = (alias: "fresh" | "there") => {
  const entries = Object.entries(compared).map(
    ([key, column]) => sql`${sql.raw(`'${key}'`)}, ${sql.identifier(alias)}.${sql.identifier(column.name)}`,
  );
  return sql`json_build_object(${sql.join(entries, sql`, `)})`;
};

const digits = numberDigits(sql`fresh.phone_number`);

/** Each is looked up by the indexes that one patient's duplicates are found by: a time that grows with their number. */
export function pairsBetween(
  made: MadeByAny,
  { after, last }: Record<"after" | "last", string | Placeholder>,
) {
  const practiceId = sql`${made.practiceId}::uuid`;
  const found = candidateIds(
    {
      practiceId,
      sortName: sql`fresh.sort_name`,
      swappedName: sql`fold_text(trim(fresh.first_name || ' ' || fresh.last_name))`,
      dateOfBirth: sql`(case when not fresh.date_of_birth_approximate then fresh.date_of_birth end)`,
      bornFrom: sql`(date_trunc('year', fresh.date_of_birth) - interval '1 year')::date`,
      bornUntil: sql`(date_trunc('year', fresh.date_of_birth) + interval '2 years' - interval '1 day')::date`,
      phoneKey: sql`(case when length(${digits}) >= 6 then right(${digits}, 6) end)`,
      email: sql`fresh.email`,
    },
    sql`not ${isMade(made, sql`candidate.id`)}`,
  );
  const patientOf = (id: ReturnType<typeof sql>) =>
    sql`lateral (select * from patient where practice_id = ${practiceId} and id = ${id} limit 1)`;
  return sql`(
    select fresh.id as "newId", there.id as "thereId", ${comparable("fresh")} as fresh, ${comparable("there")} as there
    from (${newPatients(made, after)}) as made
      cross join ${patientOf(sql`made.record_id`)} as fresh
      cross join lateral ${found} as found
      cross join ${patientOf(sql`found.id`)} as there
    where made.record_id <= ${last}
  ) as pairs`;
}

/**
 * All pairs of an import as they are now, for whoever asks on the command line.
 * @throws {ImportRefused} when the account may not, `IMPORT_NOT_FOUND`.
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
        const pace = await createCommandsPace(database, db);
        const all: DuplicatePair[] = [];
        for await (const pairs of duplicatePairs(db, { practiceId, importId: id }, pace)) all.push(...pairs);
        const subjects = [id, ...new Set(all.flatMap(({ newId, thereId }) => [newId, thereId]))];
        for (let at = 0; at < subjects.length; at += mostSubjects)
          await appendEntries(db, [entryOf(subjects.slice(at, at + mostSubjects))]);
        return all;
      }),
  });
}
