import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { titlesInSql } from "@caretype/core/kernel/field/name-parts";
import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { namesToFind, splitPatient } from "../source/named-patient.ts";
import { noteStatistics } from "./inserts.ts";
import {
  externalIds,
  type Importing,
  isWithin,
  lockPeople,
  type Naming,
  type StagedKind,
  slicesOf,
  stagings,
} from "./staging.ts";

// How a table's rows name people: by id, identifier, email address or name.

const uuid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/** Returns the id in a cell. Null for any other text. */
export const givenId = (cell: SQL) => sql`case when ${cell} ~ ${uuid} then ${cell}::uuid end`;

const namesIn = (names: SQL) => sql`unnest(string_to_array(${names}, chr(10))) as name`;

/** Normalizes names as searches and duplicates do. */
export const inLooseSpelling = (names: SQL) =>
  sql`select distinct loose_text(name) as name from ${namesIn(names)}`;

/** The most namesakes to compare by date of birth. */
const maxNamesakes = 200;

/** Finds at most two patients of the practice that the row can mean. Walks indexes in their order. */
function patientsOf(target: Naming): SQL {
  const practice = sql`${target.importer.practiceId}::uuid`;
  // Tables and Synthea exports have separate systems. A table of the system `synthea` finds patients of both.
  const isSynthea = target.systems.patient === "table:synthea";
  const ofSynthea = { ...target, systems: { ...target.systems, patient: "synthea" } };
  return sql`array(
    select distinct id from (
      select existing.id from patient as existing where existing.practice_id = ${practice} and existing.id = ${givenId(sql`staged.patient`)}
      union all select ${externalIds(target).patient(sql`staged.patient`)}
      ${isSynthea ? sql`union all select ${externalIds(ofSynthea).patient(sql`staged.patient`)}` : sql``}
      union all select id from (
        select existing.practice_id, lower(existing.email) as email, existing.id from patient as existing
        where (existing.practice_id, lower(existing.email)) >= (${practice}, lower(staged.patient)) and existing.email is not null
        order by existing.practice_id, lower(existing.email) limit 2
      ) as next where practice_id = ${practice} and email = lower(staged.patient)
      union all select next.id from (${inLooseSpelling(sql`staged.patient_names`)}) as given, lateral (
        select existing.practice_id, existing.last_key, existing.id from patient as existing
        where (existing.practice_id, existing.last_key) >= (${practice}, given.name)
        order by existing.practice_id, existing.last_key, existing.id limit ${maxNamesakes}
      ) as next where next.practice_id = ${practice} and next.last_key = given.name
    ) as named
    -- No "exists": the planner would join it, and look the row up again for each patient of the practice.
    where (
      select staged.born is null or existing.date_of_birth = staged.born and not existing.date_of_birth_approximate
      from patient as existing where existing.practice_id = ${practice} and existing.id = named.id
    )
    limit 2
  )`;
}

const readAtOnce = 2_000;

type Cells = { staged: SQL; ids: SQL };

/** The cells without a match so far, in slices: as rows of `staged`, and the matching patients. */
async function* unresolved(db: Database, atOnce: number): AsyncGenerator<Cells> {
  for (let after = 0; ; ) {
    const cells = await db.execute<{ number: string; cell: string }>(sql`
      select number, cell from import_named where found = 0 and number > ${after} order by number limit ${atOnce}`);
    const last = cells.at(-1);
    if (!last) return;
    const given = cells.map(({ number, cell }) => {
      const { patient, born } = splitPatient(cell);
      return { number: Number(number), patient, born, patient_names: namesToFind(patient).join("\n") };
    });
    const staged = sql`jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
      as staged (number bigint, patient text, born date, patient_names text)`;
    const isWithin = sql`number > ${after} and number <= ${Number(last.number)}`;
    yield { staged, ids: sql`array(select patient_id from import_named where ${isWithin})` };
    after = Number(last.number);
  }
}

export const withoutBlanks = (text: SQL) => sql`replace(${text}, ' ', '')`;

/**
 * The names of a person, by the alias `existing`, without blanks, as for searches and duplicates: `Annemarie` equals
 * `Anne Marie`. One spelling leaves out a title or degree that is stored with the name.
 */
export const namesWithoutBlanks = (lastKey: SQL) => sql`lateral (
  select ${withoutBlanks(lastKey)} as name union all
  select ${withoutBlanks(sql`loose_text(regexp_replace(given, ${titlesInSql.pattern}, '', 'gi'))`)}
  from (select where existing.first_name || ' ' || existing.last_name ~* ${titlesInSql.sign} offset 0) as titled,
    (values (existing.first_name || ' ' || existing.last_name), (existing.last_name || ' ' || existing.first_name)) as stored (given)
) as spelled`;

/**
 * Finds at most two patients whose name has the same letters. Reads all names of the practice, because no index has
 * this form.
 */
async function patientsWithOtherBlanks(db: Database, { importer }: Naming, staged: SQL): Promise<SQL> {
  const spelled = await db.execute<{ name: string }>(sql`
    select number, born, ${withoutBlanks(sql`loose_text(name)`)} as name from ${staged}, ${namesIn(sql`staged.patient_names`)}`);
  const names = spelled.map(({ name }) => name);
  // PostgreSQL looks each row up in an array by its hash. In a join without statistics, it may compare each row with
  // each name.
  return sql`
    select number, (array_agg(distinct existing.id))[1:2] as patients
    from jsonb_to_recordset(${JSON.stringify(spelled)}::text::jsonb) as given (number bigint, born date, name text)
      join (
        select id, spelled.name, date_of_birth, date_of_birth_approximate
        from patient as existing, ${namesWithoutBlanks(sql`existing.last_key`)}
        where practice_id = ${importer.practiceId}::uuid and spelled.name = any(${sql.param(names)}::text[]) offset 0
      ) as existing on existing.name = given.name
        and (given.born is null or existing.date_of_birth = given.born and not existing.date_of_birth_approximate)
    group by number`;
}

type Resolving = Naming & Pick<Importing, "shared" | "throttle">;

/** A table with more counted rows has been analyzed. */
const enoughForStatistics = 2_000;

/**
 * Finds the patients that the rows name, and blocks their removal and merges until the import ends. Looks each name
 * up once, because a patient usually has many rows.
 */
export async function resolvePatients(db: Database, importing: Resolving, kind: StagedKind): Promise<void> {
  // Without statistics, the planner may read the whole practice for each row.
  const practice = sql`${importing.importer.practiceId}::uuid`;
  const { count } = await db.execute(
    sql`select from patient where practice_id = ${practice} limit ${enoughForStatistics}`,
  );
  await noteStatistics(db, count, importing.importer.practiceId);
  // `found`: the number of matching patients. Two means several.
  await db.execute(sql`
    create temporary table import_named (
      number bigint generated always as identity primary key, cell text not null unique,
      found integer not null default 0, patient_id uuid
    ) on commit drop`);
  for await (const slice of slicesOf(db, importing, { kind, rows: readAtOnce }))
    await db.execute(sql`
      insert into import_named (cell)
      select distinct patient from ${stagings[kind].from} as staged where ${isWithin(slice)}
      on conflict do nothing`);
  // Patients are looked up by their own columns.
  const target = { ...importing, arePatientsNamed: false };
  const ways = [
    {
      atOnce: 200,
      find: async (staged: SQL) => sql`select number, ${patientsOf(target)} as patients from ${staged}`,
    },
    { atOnce: 1_000, find: (staged: SQL) => patientsWithOtherBlanks(db, target, staged) },
  ];
  for (const { atOnce, find } of ways)
    for await (const { staged, ids } of unresolved(db, atOnce)) {
      await db.execute(sql`
        with found as materialized (${await find(staged)})
        update import_named as named
        set found = cardinality(patients), patient_id = case cardinality(patients) when 1 then patients[1] end
        from found where found.number = named.number`);
      await lockPeople(db, target, { record: "patient", ids });
      await importing.throttle.pause();
    }
}

/** Reports rows that name no patient, or several. */
export const patientProblem = (found: number): FieldMessage =>
  found === 0
    ? "There is no such patient"
    : "Several patients match: give an identifier, or the date of birth";
