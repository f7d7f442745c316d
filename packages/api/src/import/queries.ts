import { type Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Importer } from "./importer.ts";

const { importBatch } = schema;

type RecordType = (typeof schema.importRecord.$inferInsert)["recordType"];

/** Whose identifiers these are, in the tables of external identifiers. */
const system = "synthea";

/** Any number that nobody else takes. */
const importLock = 4_861_220_532;

export async function tryImportLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(${importLock}::bigint) as locked`,
  );
  return row?.locked === true;
}

/** Imports and their undoing take turns from here to their end: two with the same doctors make them once. */
export async function waitForImportLock(db: Database) {
  await db.execute(sql`select pg_advisory_xact_lock(${importLock}::bigint)`);
}

const stagingTables = [
  sql`create temporary table import_patient (
    line integer not null, value text not null, id uuid, name text, first_name text, last_name text,
    date_of_birth date, date_of_birth_approximate boolean, gender text, address text
  ) on commit drop`,
  sql`create temporary table import_doctor (
    line integer not null, value text not null, id uuid, name text, first_name text, last_name text,
    specialization text, gender text, contact_info text, phone_number text
  ) on commit drop`,
  // A pair may come more than once: `lines` are the first of its rows, `row_count` says how many there are.
  sql`create temporary table import_pair (
    id uuid not null, patient text not null, provider text not null, started_at bigint not null,
    line integer not null, reason text, lines integer[] not null, row_count integer not null
  ) on commit drop`,
  // For the audit and the undoing: what this import has made, in the order of its making.
  sql`create temporary table import_made (
    number bigint generated always as identity, id uuid not null, record_type text not null
  ) on commit drop`,
];

export const copyPatients = "copy import_patient from stdin";
export const copyDoctors = "copy import_doctor from stdin";
export const copyPairs = "copy import_pair from stdin";

export async function createStagingTables(db: Database) {
  for (const table of stagingTables) await db.execute(table);
}

/** Without it the planner takes temporary tables for tiny ones. */
export async function analyzeStagingTables(db: Database) {
  await db.execute(sql`analyze import_patient, import_doctor, import_pair`);
}

export type StagedRecord = "patient" | "doctor";
const staged = { patient: sql`import_patient`, doctor: sql`import_doctor` };

/** Rows whose identifier a row before them has. */
export async function findDuplicates(db: Database, record: StagedRecord, limit: number) {
  return db.execute<{ line: number; value: string; first: number; total: number }>(sql`
    select line, value, first, count(*) over () as total
    from (select line, value, min(line) over (partition by value) as first from ${staged[record]}) as numbered
    where line > first
    order by line
    limit ${limit}
  `);
}

const externalIds = (importer: Importer) => ({
  patient: sql`(
    select value, patient_id as record_id from patient_external_id
    where practice_id = ${importer.practiceId} and system = ${system}
  )`,
  doctor: sql`(select value, doctor_id as record_id from doctor_external_id where system = ${system})`,
});

const reference = { patient: sql`patient`, doctor: sql`provider` };

/** Encounters of a patient or provider that neither the files nor an earlier import knows. */
export async function findUnknownReferences(
  db: Database,
  importer: Importer,
  { record, limit }: { record: StagedRecord; limit: number },
) {
  return db.execute<{ line: number; value: string; total: number }>(sql`
    with unknown as (
      select ${reference[record]} as value, lines, row_count from import_pair as pair
      where not exists (select from ${staged[record]} as here where here.value = pair.${reference[record]})
        and not exists (
          select from ${externalIds(importer)[record]} as known where known.value = pair.${reference[record]}
        )
    )
    select line, value, (select sum(row_count) from unknown) as total
    from unknown, unnest(lines) as line
    order by line
    limit ${limit}
  `);
}

/** Nobody can remove, until the import ends, what an earlier one has brought and this one refers to. */
export async function holdKnownRecords(db: Database, importer: Importer) {
  const known = externalIds(importer);
  await db.execute(sql`
    select from patient
    where practice_id = ${importer.practiceId}
      and id in (
        select record_id from ${known.patient} as known where value in (select patient from import_pair)
      )
    for key share
  `);
  await db.execute(sql`
    select from doctor
    where id in (
      select record_id from ${known.doctor} as known where value in (select provider from import_pair)
    )
    for key share
  `);
}

const notYetThere = (importer: Importer, record: StagedRecord) => sql`
  from ${staged[record]} as staged
  where not exists (select from ${externalIds(importer)[record]} as known where known.value = staged.value)
`;

export type Tally = { imported: number; present: number };

async function tally(db: Database, record: StagedRecord, imported: number): Promise<Tally> {
  const [row] = await db.execute<{ count: number }>(sql`select count(*) as count from ${staged[record]}`);
  return { imported, present: Number(row?.count ?? 0) - imported };
}

/** Resolves to the number of records that the insert has made, and notes their ids. */
async function insertNoting(db: Database, type: RecordType, insert: SQL): Promise<number> {
  const { count } = await db.execute(sql`
    with made as (${insert} returning id) insert into import_made (id, record_type) select id, ${type} from made
  `);
  return count;
}

/** What the import has made, for as long as there are imports to be undone. Resolves to the id of the batch. */
export async function insertBatch(
  db: Database,
  { practiceId, accountId }: Importer,
  made: { patients: Tally; doctors: Tally; assignments: Tally },
): Promise<string> {
  const id = uuidv7();
  const { patients, doctors, assignments } = made;
  await db.insert(importBatch).values({
    ...{ practiceId, id, source: system, importedBy: accountId },
    ...{ patients: patients.imported, doctors: doctors.imported, assignments: assignments.imported },
  });
  await db.execute(sql`
    insert into import_record (practice_id, import_id, record_id, record_type)
    select ${practiceId}::uuid, ${id}::uuid, id, record_type from import_made order by id
  `);
  return id;
}

/** The ids of all records that this import has made, so many at a time. */
export async function* madeIds(db: Database, most: number): AsyncGenerator<string[]> {
  for (let last = 0; ; last += most) {
    const rows = await db.execute<{ id: string }>(
      sql`select id from import_made where number > ${last} and number <= ${last + most} order by number`,
    );
    if (rows.length === 0) return;
    yield rows.map(({ id }) => id);
  }
}

export async function insertPatients(db: Database, importer: Importer): Promise<Tally> {
  const { practiceId, accountId } = importer;
  const fresh = notYetThere(importer, "patient");
  const imported = await insertNoting(
    db,
    "patient",
    sql`
    insert into patient (
      practice_id, id, name, first_name, last_name, date_of_birth, date_of_birth_approximate, gender, address,
      created_by
    )
    select ${practiceId}::uuid, id, name, first_name, last_name, date_of_birth, date_of_birth_approximate, gender,
      address, ${accountId}::uuid ${fresh} order by line`,
  );
  await db.execute(sql`
    insert into patient_external_id (practice_id, system, value, patient_id)
    select ${practiceId}::uuid, ${system}, value, id ${fresh} order by line
  `);
  return tally(db, "patient", imported);
}

export async function insertDoctors(db: Database, importer: Importer): Promise<Tally> {
  const fresh = notYetThere(importer, "doctor");
  const imported = await insertNoting(
    db,
    "doctor",
    sql`
    insert into doctor (
      id, name, first_name, last_name, specialization, gender, contact_info, phone_number, created_by
    )
    select id, name, first_name, last_name, specialization, gender, contact_info, phone_number,
      ${importer.accountId}::uuid ${fresh} order by line`,
  );
  await db.execute(sql`
    insert into doctor_external_id (system, value, doctor_id)
    select ${system}, value, id ${fresh} order by line
  `);
  return tally(db, "doctor", imported);
}

/** One assignment for a pair, with the reason of its latest encounter; of two at once, the later row's. */
export async function insertAssignments(db: Database, importer: Importer): Promise<Tally> {
  const known = externalIds(importer);
  const imported = await insertNoting(
    db,
    "assignment",
    sql`
    insert into assignment (practice_id, id, patient_id, doctor_id, reason_for_visit, assigned_by)
    select ${importer.practiceId}::uuid, pair.id, patient.record_id, doctor.record_id, pair.reason,
      ${importer.accountId}::uuid
    from (
      select distinct on (patient, provider) id, patient, provider, reason from import_pair
      order by patient, provider, started_at desc, line desc
    ) as pair
    join ${known.patient} as patient on patient.value = pair.patient
    join ${known.doctor} as doctor on doctor.value = pair.provider
    order by pair.id
    on conflict (practice_id, patient_id, doctor_id) do nothing`,
  );
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*) as count from (select distinct patient, provider from import_pair) as pair`,
  );
  return { imported, present: Number(row?.count ?? 0) - imported };
}
