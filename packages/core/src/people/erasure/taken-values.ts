import { isDeepStrictEqual } from "node:util";
import { type Database, schema } from "@caretype/db";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { uuids } from "../../kernel/field/uuids.ts";
import { findOwnZone } from "../../mechanisms/practice-days.ts";
import { filledColumns } from "../merge/filled-columns.ts";
import { type ComparedField, comparedFields, type FillableField } from "../merge/rules.ts";
import { isAfterRecords } from "../patient/birth.ts";
import type { PersonId } from "./request.ts";

const columns = getTableColumns(schema.patient);

/** Replacements for required fields whose value before the merge is unknown. */
const placeholders: Record<Exclude<ComparedField, FillableField>, string> = {
  firstName: "?",
  lastName: "",
  gender: "other",
};
const unknown = new Map(
  comparedFields.map((field) => [columns[field].name, isRequired(field) ? placeholders[field] : null]),
);

function isRequired(field: ComparedField): field is keyof typeof placeholders {
  return field in placeholders;
}

/**
 * A value that a remaining patient took over from an erased one: the column, the first version with it, and the value
 * before.
 */
type TakenValue = {
  id: PatientId;
  column: string;
  since: number;
  value: unknown;
  before: unknown;
  isAbout: boolean | null;
};

/** If a patient took values over repeatedly, the value before the first time is their own. */
function withOwnValues(found: readonly TakenValue[]): TakenValue[] {
  const firstOf = ({ id, column }: TakenValue) =>
    found.filter((each) => each.id === id && each.column === column).toSorted((a, b) => a.since - b.since)[0];
  return found.map((each) => {
    const { before = null, isAbout = null } = firstOf(each) ?? {};
    return {
      ...each,
      before: before ?? unknown.get(each.column) ?? null,
      isAbout: before === null ? false : isAbout,
    };
  });
}

/**
 * Finds the values that merges, also undone ones, copied from these patients. Follows chains: the kept
 * patient may have been merged into another later.
 */
async function findTakenValues(
  db: Database,
  { practiceId, personIds }: { practiceId: PracticeId; personIds: readonly PersonId[] },
): Promise<TakenValue[]> {
  const persons = uuids(personIds);
  const filling = sql`
    cross join jsonb_array_elements_text(
      (merge.moved->'filled') || coalesce(merge.moved->'replaced', '[]')
    ) as own (field)
    join (${filledColumns(comparedFields)}) as filled
      on filled.field = own.field and filled.kept_in <> ${columns.dateOfBirthApproximate.name}
    join record_version as source on source.practice_id = merge.practice_id and source.record_id = merge.merged_id
      and source.version = (merge.moved->>'mergedVersion')::int
    left join record_version as old on old.practice_id = merge.practice_id and old.record_id = merge.kept_id
      and old.version = (merge.moved->>'keptVersion')::int - 1`;
  const before = sql`old.record->filled.kept_in as before, (old.record->>'date_of_birth_approximate')::boolean as "isAbout"`;
  const found = await db.execute<TakenValue>(sql`
    with recursive given as (
      select merge.kept_id as id, filled.kept_in as column, (merge.moved->>'keptVersion')::int as since,
        source.record->filled.kept_in as value, ${before}
      from patient_merge as merge ${filling}
      where merge.practice_id = ${practiceId}::uuid and merge.merged_id = any(${persons})
      union
      select merge.kept_id, given.column, (merge.moved->>'keptVersion')::int, given.value, ${before}
      from given join patient_merge as merge on merge.practice_id = ${practiceId}::uuid and merge.merged_id = given.id
        ${filling}
      where filled.kept_in = given.column and source.record->given.column = given.value
    )
    select * from given where id <> all(${persons})`);
  return withOwnValues(found);
}

/**
 * A previous birth is not restored if one of the patient's records is before it by now, as for any other change. It
 * becomes unknown.
 */
async function withoutLateBirths(
  db: Database,
  { practiceId }: { practiceId: PracticeId },
  found: readonly TakenValue[],
): Promise<TakenValue[]> {
  const timeZone = await findOwnZone(db, { practiceId });
  const late = new Set<PatientId>();
  for (const { id, column, value, before, isAbout } of found) {
    if (column !== columns.dateOfBirth.name || before === null || late.has(id)) continue;
    const from = { dateOfBirth: String(value), dateOfBirthApproximate: false };
    const to = { dateOfBirth: String(before), dateOfBirthApproximate: isAbout === true };
    if (await isAfterRecords(db, { practiceId, timeZone }, { patientId: id, from, to })) late.add(id);
  }
  const isLate = ({ id, column }: TakenValue) => column === columns.dateOfBirth.name && late.has(id);
  return found.map((each) => (isLate(each) ? { ...each, before: null, isAbout: false } : each));
}

/**
 * Replaces values that remaining patients took over from erased ones by their earlier values, wherever they are
 * unchanged. Resolves to the patients' ids and the number of cleared versions.
 */
export async function clearTakenValues(
  db: Database,
  target: { practiceId: PracticeId; personIds: readonly PersonId[] },
): Promise<{ keptIds: PatientId[]; clearedVersions: number }> {
  const found = await withoutLateBirths(db, target, await findTakenValues(db, target));
  if (found.length === 0) return { keptIds: [], clearedVersions: 0 };
  const inPractice = sql`practice_id = ${target.practiceId}::uuid`;
  // First, because it creates another version, which must be cleared as well.
  let clearedVersions = await clearPresent(db, found, inPractice);
  const ids = `{${found.map(({ id }) => id).join(",")}}`;
  for (const table of [sql`record_version`, sql`removed_record`]) {
    const isOf = sql`${inPractice} and record_type = 'patient'`;
    const kept = await db.execute<{ id: PatientId; version: number; record: Record<string, unknown> }>(sql`
      select record_id as id, version, record from ${table}
      where ${isOf} and record_id = any(${ids}::uuid[]) and record is not null`);
    for (const { id, version, record } of kept) {
      const changes = changesOf(
        record,
        found.filter((each) => each.id === id && each.since <= version),
      );
      if (changes.size === 0) continue;
      await db.execute(sql`
        update ${table} set record = record || ${JSON.stringify(Object.fromEntries(changes))}::text::jsonb
        where ${isOf} and record_id = ${id}::uuid and version = ${version}`);
      clearedVersions += 1;
    }
  }
  return { keptIds: [...new Set(found.map(({ id }) => id))], clearedVersions };
}

/**
 * The earlier values, where the record still has the ones taken over. Compared here: Citus updates no row by
 * functions of JSON.
 */
function changesOf(
  record: Record<string, unknown>,
  taken: readonly TakenValue[],
): ReadonlyMap<string, unknown> {
  const same = taken.filter(({ column, value }) => isDeepStrictEqual(record[column], value));
  const changes = new Map<string, unknown>(same.map(({ column, before }) => [column, before]));
  const born = same.find(({ column }) => column === columns.dateOfBirth.name);
  if (born) changes.set(columns.dateOfBirthApproximate.name, born.isAbout);
  const [first, last] = [columns.firstName.name, columns.lastName.name];
  if (!changes.has(first) && !changes.has(last)) return changes;
  const kept = { ...record, ...Object.fromEntries(changes) };
  return changes.set(columns.name.name, `${kept[first]} ${kept[last]}`.trim());
}

/** Resolves to the number of cleared records. */
async function clearPresent(db: Database, found: readonly TakenValue[], inPractice: SQL): Promise<number> {
  const ids = `{${found.map(({ id }) => id).join(",")}}`;
  const rows = await db.execute<{ id: PatientId; record: Record<string, unknown> }>(sql`
    select id, to_jsonb(own) as record from patient as own where ${inPractice} and id = any(${ids}::uuid[])`);
  let cleared = 0;
  for (const { id, record } of rows) {
    const changes = changesOf(
      record,
      found.filter((each) => each.id === id),
    );
    if (changes.size === 0) continue;
    const set = Object.values(columns).flatMap((column) =>
      changes.has(column.name)
        ? [
            sql`${sql.identifier(column.name)} = ${changes.get(column.name)}::text::${sql.raw(column.getSQLType())}`,
          ]
        : [],
    );
    await db.execute(sql`update patient set ${sql.join(set, sql`, `)} where ${inPractice} and id = ${id}`);
    cleared += 1;
  }
  return cleared;
}
