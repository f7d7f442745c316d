import { type Database, schema } from "@caretype/db";
import { getTableColumns, sql } from "drizzle-orm";
import { filledColumns } from "../merge/filled-columns.ts";
import { fillableFields } from "../merge/rules.ts";

const columns = getTableColumns(schema.patient);
const fillable = fillableFields.map((field) => columns[field].name);

/** What a patient who stays has from one who goes: the value of a column, from a version on. */
type Given = { id: string; column: string; since: number; value: unknown };

/**
 * What merges have filled in of these patients, those that were undone, too: the one who was kept has it in versions,
 * and whoever that one was merged into later may have it from them.
 */
async function findGiven(
  db: Database,
  { practiceId, personIds }: { practiceId: string; personIds: readonly string[] },
): Promise<Given[]> {
  const persons = sql`${`{${personIds.join(",")}}`}::uuid[]`;
  const filling = sql`
    cross join jsonb_array_elements_text(merge.moved->'filled') as own (field)
    join (${filledColumns(fillableFields)}) as filled
      on filled.field = own.field and filled.kept_in <> ${columns.dateOfBirthApproximate.name}
    join record_version as source on source.practice_id = merge.practice_id and source.record_id = merge.merged_id
      and source.version = (merge.moved->>'mergedVersion')::int`;
  return await db.execute<Given>(sql`
    with recursive given as (
      select merge.kept_id as id, filled.kept_in as column, (merge.moved->>'keptVersion')::int as since,
        source.record->filled.kept_in as value
      from patient_merge as merge ${filling}
      where merge.practice_id = ${practiceId}::uuid and merge.merged_id = any(${persons})
      union
      select merge.kept_id, given.column, (merge.moved->>'keptVersion')::int, given.value
      from given join patient_merge as merge on merge.practice_id = ${practiceId}::uuid and merge.merged_id = given.id
        ${filling} and filled.kept_in = given.column and source.record->given.column = given.value
    )
    select * from given where id <> all(${persons})`);
}

/**
 * Empties, in the records of patients who stay, what they have from these by a merge, wherever it still says the same.
 * Resolves to whose records these are, and how many versions have lost something.
 */
export async function clearMergedAway(
  db: Database,
  doomed: { practiceId: string; personIds: readonly string[] },
): Promise<{ keptIds: string[]; clearedVersions: number }> {
  const found = await findGiven(db, doomed);
  if (found.length === 0) return { keptIds: [], clearedVersions: 0 };
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as given (id uuid, "column" text, since int, value jsonb)`;
  const inPractice = sql`practice_id = ${doomed.practiceId}::uuid`;
  const has = (column: string) => sql`exists (
    select from ${given}
    where given.id = patient.id and given.column = ${column} and given.value = to_jsonb(patient.${sql.identifier(column)}))`;
  const emptying = fillable.map(
    (column) =>
      sql`${sql.identifier(column)} = case when not ${has(column)} then ${sql.identifier(column)} end`,
  );
  const exact = sql`date_of_birth_approximate = date_of_birth_approximate and not ${has(columns.dateOfBirth.name)}`;
  // First, as it makes one more version of what is there, which is then emptied, too.
  const present = await db.execute(sql`
    update patient set ${sql.join([...emptying, exact], sql`, `)}
    where ${inPractice} and (${sql.join(fillable.map(has), sql` or `)})`);
  const its = sql`given.id = kept.record_id and given.since <= kept.version and kept.record->given.column = given.value`;
  const emptied = sql`kept.record || (
    select jsonb_object_agg(given.column, null)
      || case when bool_or(given.column = 'date_of_birth') then '{"date_of_birth_approximate": false}' else '{}' end::jsonb
    from ${given} where ${its})`;
  let clearedVersions = present.count;
  for (const table of [sql`record_version`, sql`removed_record`]) {
    const { count } = await db.execute(sql`
      update ${table} as kept set record = ${emptied}
      where ${inPractice} and record_type = 'patient' and record_id in (select id from ${given})
        and exists (select from ${given} where ${its})`);
    clearedVersions += count;
  }
  return { keptIds: [...new Set(found.map(({ id }) => id))], clearedVersions };
}
