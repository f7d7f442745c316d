import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { FieldMessage } from "../../../kernel/error/field-messages.ts";
import { splitName, withoutTitles } from "../../../kernel/field/person-name.ts";
import {
  externalIds,
  type Importing,
  isWithin,
  lockPeople,
  type StagedKind,
  slicesOf,
  stagings,
} from "./staging.ts";

// How the rows of a table name people: by id, identifier, email address or name.

const uuid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/** The id in a cell. Null for any other text. */
export const givenId = (cell: SQL) => sql`case when ${cell} ~ ${uuid} then ${cell}::uuid end`;

const namesIn = (names: SQL) => sql`unnest(string_to_array(${names}, chr(10))) as name`;

/** As searches and duplicates compare names. */
export const inLooseSpelling = (names: SQL) =>
  sql`select distinct loose_text(name) as name from ${namesIn(names)}`;

/** The most namesakes that are compared by date of birth. */
const maxNamesakes = 200;

/**
 * At most two patients of the practice whom the row can mean. Walks indexes in their order: without statistics, as after
 * an import of patients, the planner may read the whole practice for each row.
 */
function patientsOf(target: Importing): SQL {
  const practice = sql`${target.importer.practiceId}::uuid`;
  // Tables and Synthea exports have systems of their own.
  const isSynthea = target.systems.patient === "table:synthea";
  const ofSynthea = { ...target, systems: { ...target.systems, patient: "synthea" } };
  return sql`array(
    select distinct id from (
      select its.id from patient as its where its.practice_id = ${practice} and its.id = ${givenId(sql`staged.patient`)}
      union all select ${externalIds(target).patient(sql`staged.patient`)}
      ${isSynthea ? sql`union all select ${externalIds(ofSynthea).patient(sql`staged.patient`)}` : sql``}
      union all select id from (
        select its.practice_id, lower(its.email) as email, its.id from patient as its
        where (its.practice_id, lower(its.email)) >= (${practice}, lower(staged.patient)) and its.email is not null
        order by its.practice_id, lower(its.email) limit 2
      ) as next where practice_id = ${practice} and email = lower(staged.patient)
      union all select next.id from (${inLooseSpelling(sql`staged.patient_names`)}) as given, lateral (
        select its.practice_id, its.last_key, its.id from patient as its
        where (its.practice_id, its.last_key) >= (${practice}, given.name)
        order by its.practice_id, its.last_key, its.id limit ${maxNamesakes}
      ) as next where next.practice_id = ${practice} and next.last_key = given.name
    ) as named
    -- No "exists": the planner would join it, and look the row up again for each patient of the practice.
    where (
      select staged.born is null or its.date_of_birth = staged.born and not its.date_of_birth_approximate
      from patient as its where its.practice_id = ${practice} and its.id = named.id
    )
    limit 2
  )`;
}

/** A cell that names a patient, with the date of birth if there is one. */
export const namedPatient = (patient: string, born: string | null): string =>
  born === null ? patient : `${patient}\n${born}`;

/** What a row calls the patient, and the date of birth if it says one. */
const splitPatient = (named: string): { patient: string; born: string | null } => {
  const [patient = "", born = null] = named.split("\n");
  return { patient, born };
};

const maxWords = 12;

/**
 * Returns the spellings of a name with the last name first, as names are indexed: of `Jane Mary Roe`, `Roe Jane Mary`
 * and `Mary Roe Jane`. Where the last name begins is not known. A title is left out, too, in a spelling of its own.
 */
export function namesToFind(text: string): string[] {
  const name = text.trim().replace(/\s+/gu, " ");
  return [...new Set([name, withoutTitles(name)].flatMap(spellings))].filter(Boolean);
}

function spellings(name: string): string[] {
  const { firstName, lastName } = splitName(name);
  const words = `${lastName} ${firstName}`.trim().split(" ").slice(0, maxWords);
  return words.map((_word, at) => [...words.slice(at), ...words.slice(0, at)].join(" "));
}

const readAtOnce = 2_000;
const lookedUpAtOnce = 200;

/**
 * Finds the patients whom the rows name, and blocks their removal and merges until the import ends. Each name is looked
 * up once, as a table usually has many rows of a patient.
 */
export async function resolvePatients(db: Database, importing: Importing, kind: StagedKind): Promise<void> {
  // `found` counts the patients that the cell can mean. Two mean several.
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
  // The patients are looked up as themselves.
  const target = { ...importing, arePatientsNamed: false };
  for (let after = 0; ; ) {
    const cells = await db.execute<{ number: string; cell: string }>(
      sql`select number, cell from import_named where number > ${after} order by number limit ${lookedUpAtOnce}`,
    );
    const last = cells.at(-1);
    if (!last) return;
    const given = cells.map(({ number, cell }) => {
      const { patient, born } = splitPatient(cell);
      return { number: Number(number), patient, born, patient_names: namesToFind(patient).join("\n") };
    });
    await db.execute(sql`
      with found as materialized (
        select number, ${patientsOf(target)} as patients
        from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
          as staged (number bigint, patient text, born date, patient_names text)
      )
      update import_named as named
      set found = cardinality(patients), patient_id = case cardinality(patients) when 1 then patients[1] end
      from found where found.number = named.number`);
    const ids = sql`array(
      select patient_id from import_named where number > ${after} and number <= ${Number(last.number)})`;
    await lockPeople(db, target, { record: "patient", ids });
    after = Number(last.number);
    await importing.throttle.pause();
  }
}

/** What is wrong with a row that names no patient, or several. */
export const patientProblem = (found: number): FieldMessage =>
  found === 0
    ? "There is no such patient"
    : "Several patients match: give an identifier, or the date of birth";
