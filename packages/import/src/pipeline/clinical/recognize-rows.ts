import { spelledSystems } from "@caretype/chart/clinical/code-systems";
import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { codedFieldOf } from "../../source/clinical/kinds.ts";
import { pressureCodes } from "../../source/clinical/pressures.ts";
import type { PressurePart } from "../../source/clinical/record-input.ts";
import type { ImportedClinicalType } from "../../source/clinical/types.ts";
import { joinedMark } from "../../source/ids.ts";
import {
  clinicalTypesIn,
  type Importing,
  isWithin,
  joinNamedPatient,
  type Slice,
  slicesOf,
  stagings,
} from "../staging.ts";
import { firstLineOf, isThere } from "./known-records.ts";

// Gives staged rows the ids of earlier imports' records.

const lookedUpAtOnce = 500;

export async function recognizeRows(db: Database, importing: Importing): Promise<void> {
  const { places, arePatientsNamed = false } = importing;
  for (const type of clinicalTypesIn(places)) {
    const hasIds = places[type]?.columnOf("Id") !== undefined;
    if (type !== "observation" && (hasIds || !arePatientsNamed)) continue;
    for await (const slice of slicesOf(db, importing, { kind: type, rows: lookedUpAtOnce })) {
      if (arePatientsNamed && !hasIds) await nameByPatient(db, importing, { type, slice });
      if (type === "observation") await recognizePressures(db, importing, { slice, hasIds });
    }
    if (!arePatientsNamed || hasIds) continue;
    await nameSameWords(db, importing, type);
    await nameByContent(db, importing, type);
  }
}

const practiceOf = ({ importer }: Importing) => sql`${importer.practiceId}::uuid`;

type Named = { type: ImportedClinicalType; slice: Slice };

/**
 * Rows without identifiers are recognized by their found patient, however the row names them. Records that an earlier
 * version recognized by their cells keep the id of these.
 */
async function nameByPatient(db: Database, importing: Importing, { type, slice }: Named): Promise<void> {
  const practice = practiceOf(importing);
  const encounter = type === "encounter" ? sql`''` : sql`coalesce(staged.encounter_id::text, '')`;
  const nameOf = (id: SQL, apart: SQL) => {
    const text = sql`concat_ws(chr(10), ${practice}, 'row', ${type}::text, named_patient_id, ${encounter}, ${apart})`;
    return sql`case when ${apart} is null or ${isThere(type, { practice, id })} then ${id} else ${hashed(text)} end`;
  };
  const id = nameOf(sql`staged.id`, sql`staged.apart`);
  const parts = sql`
    ${nameOf(sql`staged.systolic`, sql`staged.systolic_apart`)} as systolic,
    ${nameOf(sql`staged.diastolic`, sql`staged.diastolic_apart`)} as diastolic,`;
  await db.execute(sql`
    with recognized as materialized (
      select ${type === "observation" ? parts : sql``} ${id} as id, staged.line
      from ${stagings[type].from} as staged ${joinNamedPatient(importing)} where ${isWithin(slice)} and named_patient_id is not null
    )
    update ${stagings[type].from} as staged set ${
      type === "observation"
        ? sql`systolic = recognized.systolic, diastolic = recognized.diastolic,
            id = coalesce(${joined(sql`recognized.systolic`, sql`recognized.diastolic`)}, recognized.systolic, recognized.diastolic, recognized.id)`
        : sql`id = recognized.id`
    }
    from recognized where recognized.line = staged.line`);
}

/** Rows without identifiers match an earlier one if only the spelling of their words or code differs. */
async function nameSameWords(db: Database, importing: Importing, type: ImportedClinicalType): Promise<void> {
  const { from } = stagings[type];
  const encounter = type === "encounter" ? sql`` : sql`staged.encounter_id,`;
  const systems = sql.join(
    spelledSystems.map((system) => sql`${system}::text`),
    sql`, `,
  );
  const words = sql`loose_text(parsed_apart #>> '{0,text}')`;
  const code = sql`case when parsed_apart #>> '{0,0}' in (${systems})
    then (parsed_apart #>> '{0,0}') || ' ' || ltrim(upper(replace(parsed_apart #>> '{0,1}', '.', '')), '0') end`;
  await db.execute(sql`
    with same as materialized (
      select staged.line, staged.id, first_value(staged.id) over (
        partition by named_patient_id, ${encounter} coalesce(${words}, ${code}), parsed_apart - 0 order by staged.line
      ) as first
      from (select *, staged.apart::jsonb as parsed_apart from ${from} as staged) as staged ${joinNamedPatient(importing)}
      where named_patient_id is not null and coalesce(${words}, ${code}) is not null
    )
    update ${from} as staged set id = same.first from same where same.line = staged.line and same.first <> same.id`);
}

/**
 * Rows of one key with different content are separate records, also in different files. Earlier versions recognized
 * all of them by the key: a record with this id belongs to the first row whose content is new. The first words of a
 * code need no id of their own, so that the code is recognized without words.
 */
async function nameByContent(db: Database, importing: Importing, type: ImportedClinicalType): Promise<void> {
  const { from } = stagings[type];
  const practice = practiceOf(importing);
  const [, column] = codedFieldOf(type)?.split(".") ?? [];
  const concept = column === undefined ? sql`null::jsonb` : sql`existing.${sql.identifier(column)}`;
  const bare = (value: SQL) => sql`upper(replace(${value}, '.', ''))`;
  const isCode = sql`${bare(sql`${concept} ->> 'text'`)} = ${bare(sql`${concept} #>> '{coding,code}'`)}`;
  const recordWith = (id: SQL) => sql`lateral (
    select existing.id, case when ${isCode} then null else loose_text(${concept} ->> 'text') end as words
    from ${sql.identifier(type)} as existing where existing.practice_id = ${practice} and existing.id = ${id} offset 0
  )`;
  await db.execute(sql`
    with worded as materialized (
      select line, id, loose_text(content::jsonb ->> 0) as words,
        ${hashed(sql`concat_ws(chr(10), id, content::jsonb ->> 1)`)} as own
      from ${from} where content is not null
    ),
    -- A code without words is the same code.
    called as materialized (
      select line, id, own, coalesce(words, min(words) over (partition by own)) as words from worded
    ),
    found as materialized (
      select called.*, known.words as known_words, former.words as former_words,
        former.id is not null and known.id is null and own = first_value(own) over (
          partition by called.id order by known.id is not null, called.words = former.words desc nulls last, line
        ) as is_former
      from called left join ${recordWith(sql`called.id`)} as former on true
        left join ${recordWith(sql`called.own`)} as known on true
    ),
    keyed as materialized (
      select line, words, case when is_former then id else own end as id,
        case when is_former then former_words else known_words end as known_words,
        case when words is not null then ${hashed(sql`concat_ws(chr(10), own, words)`)} end as with_words
      from found
    ),
    sought as materialized (
      select *, with_words is not null and ${isThere(type, { practice, id: sql`with_words` })} as is_there from keyed
    ),
    named as materialized (
      select line, case when is_there or known_words <> words or words <> first_value(words) over (
        partition by id order by is_there, words = known_words desc nulls last, line
      ) then with_words else id end as id
      from sought
    )
    update ${from} as staged set id = named.id from named where named.line = staged.line and named.id <> staged.id`);
}

/** The same as `hashId`. */
const hashed = (text: SQL) => sql`(
  select encode(
    set_byte(set_byte(substr(hash, 1, 16), 6, get_byte(hash, 6) & 15 | 128), 8, get_byte(hash, 8) & 63 | 128), 'hex'
  )::uuid from (select sha256(convert_to(${text}, 'UTF8')) as hash) as known
)`;

/** The same as `joinedIdOf`. Null if either is null. */
const joined = (systolic: SQL, diastolic: SQL) =>
  sql`(left(${systolic}::text, 14) || ${joinedMark}::text || substr(${diastolic}::text, 19))::uuid`;

type Pressures = { slice: Slice; hasIds: boolean };

type Found = {
  line: number;
  isPair: boolean;
  /** The records that were made of both rows together, or of each. */
  former: string | null;
  systolic: string | null;
  diastolic: string | null;
};

/**
 * Finds the records of blood pressure rows. If only one of two rows exists, or one repeats an earlier row, the other
 * becomes a separate record.
 */
async function recognizePressures(
  db: Database,
  importing: Importing,
  { slice, hasIds }: Pressures,
): Promise<void> {
  const found = await findPressures(db, importing, slice);
  const known: { line: number; id: string }[] = [];
  const split: Pick<Found, "line" | "systolic" | "diastolic">[] = [];
  for (const { line, isPair, former, systolic, diastolic } of found) {
    const id = former ?? (isPair && !(systolic && diastolic) ? null : (systolic ?? diastolic));
    if (id === null) split.push({ line, systolic, diastolic });
    else known.push({ line, id });
  }
  if (known.length > 0)
    await db.execute(sql`
      update import_observation as staged set id = known.id
      from jsonb_to_recordset(${JSON.stringify(known)}::text::jsonb) as known (line integer, id uuid)
      where known.line = staged.line`);
  if (split.length > 0) await splitPairs(db, split);
  for (const { line } of split) importing.places.observation?.partners?.delete(line);
  if (!hasIds) await nameRepeated(db, slice);
}

/** The slice's rows that exist, or cannot be joined. Rows found by their ids are left out. */
function findPressures(db: Database, importing: Importing, slice: Slice): Promise<Found[]> {
  const practice = practiceOf(importing);
  const isKnown = (id: SQL) => isThere("observation", { practice, id });
  const isRepeated = (part: PressurePart) => {
    const column = sql.identifier(part);
    return sql`(${firstLineOf(sql`staged.${column}`)}) < staged.${sql.identifier(`${part}_line`)}`;
  };
  return db.execute<Found>(sql`
    select * from (
      select staged.line, is_pair as "isPair", case when ${isKnown(sql`staged.former`)} then staged.former end as former,
        ${recordOf(practice, "systolic")} as systolic, ${recordOf(practice, "diastolic")} as diastolic,
        is_pair and (${isRepeated("systolic")} or ${isRepeated("diastolic")}) and not exists (
          select from import_observation as before where before.id = staged.id and before.line < staged.line
        ) as is_repeated
      from import_observation as staged ${joinNamedPatient(importing)}
        cross join lateral (select staged.systolic is not null and staged.diastolic is not null as is_pair) as parts
      where ${isWithin(slice)} and (staged.systolic is not null or staged.diastolic is not null)
        and not ${isKnown(sql`staged.id`)}
      offset 0
    ) as found
    where former is not null or systolic is not null or diastolic is not null or is_repeated`);
}

const componentAt: Record<PressurePart, number> = { systolic: 0, diastolic: 1 };

/**
 * The record of a row, alone or with the other one. Ids of joined records have a part of each row's id. Those of
 * earlier versions do not, and are recognized by their content.
 */
function recordOf(practice: SQL, part: PressurePart): SQL {
  const row = sql`staged.${sql.identifier(part)}`;
  const half =
    part === "systolic"
      ? sql`left(panel.id::text, 14) = left(${row}::text, 14)`
      : sql`substr(panel.id::text, 19) = substr(${row}::text, 19)`;
  const own = sql`(staged.components -> ${componentAt[part]}::integer)`;
  const number = sql`coalesce(staged.value_number, (${own} #>> '{value,number}')::numeric)`;
  const unit = sql`coalesce(staged.value_unit, ${own} #>> '{value,unit}')`;
  return sql`case
    when ${row} is null then null
    when ${isThere("observation", { practice, id: row })} then ${row}
    else (
      select panel.id from (
        select existing.practice_id, existing.patient_id, existing.happened_at, existing.id, existing.encounter_id, existing.components
        from observation as existing
        where (existing.practice_id, existing.patient_id, existing.happened_at) >= (${practice}, named_patient_id, staged.effective_at)
          and (existing.practice_id, existing.patient_id, existing.happened_at) <= (${practice}, named_patient_id, staged.effective_at)
        order by existing.practice_id, existing.patient_id, existing.happened_at, existing.id offset 0
      ) as panel
      where panel.practice_id = ${practice} and jsonb_array_length(panel.components) > 0
        and case substr(panel.id::text, 15, 4)
          when ${joinedMark} then ${half}
          else substr(panel.id::text, 15, 1) = '8' and panel.encounter_id is not distinct from staged.encounter_id
            and exists (
              select from jsonb_array_elements(panel.components) as component
              where component #>> '{code,coding,code}' = ${pressureCodes[part]}
                and (component #>> '{value,number}')::numeric = ${number}
                and component #>> '{value,unit}' is not distinct from ${unit}
            )
        end
      limit 1
    )
  end`;
}

/** Joins two staged rows. An existing row gets its record's id. */
async function splitPairs(
  db: Database,
  split: readonly Pick<Found, "line" | "systolic" | "diastolic">[],
): Promise<void> {
  const records = sql`jsonb_to_recordset(${JSON.stringify(split)}::text::jsonb)
    as known (line integer, systolic uuid, diastolic uuid)`;
  const alone = (part: PressurePart) => {
    const [row, at] = [sql.identifier(part), sql`${componentAt[part]}::integer`];
    const line = sql`pair.${sql.identifier(`${part}_line`)}`;
    const other = part === "systolic" ? "diastolic" : "systolic";
    return sql`(${at}, jsonb_build_object(
      'line', ${line}, 'id', coalesce(pair.${sql.identifier(`${part}_record`)}, pair.${row}), 'former', null,
      ${other}::text, null, ${`${other}_line`}::text, null))`;
  };
  await db.execute(sql`
    with pair as (
      delete from import_observation as staged using ${records} where known.line = staged.line
      returning staged.*, known.systolic as systolic_record, known.diastolic as diastolic_record
    )
    insert into import_observation
    select alone.* from pair
      cross join lateral (values ${alone("systolic")}, ${alone("diastolic")}) as part (at, keys)
      cross join lateral (select pair.components -> part.at as recorded) as component
      cross join lateral jsonb_populate_record(null::import_observation, to_jsonb(pair) || part.keys || jsonb_build_object(
        'code', recorded -> 'code', 'value_number', recorded #> '{value,number}', 'value_unit', recorded #> '{value,unit}',
        'value_comparator', recorded #> '{value,comparator}',
        'canonical_number', recorded #> '{canonical,number}', 'canonical_unit', recorded #> '{canonical,unit}',
        'components', '[]'::jsonb
      )) as alone`);
}

/** A row that repeats one of an earlier pair is the same record. Without identifiers, that is no problem. */
async function nameRepeated(db: Database, slice: Slice): Promise<void> {
  const pairOf = (part: PressurePart) => {
    const [row, line] = [sql.identifier(part), sql.identifier(`${part}_line`)];
    return sql`(
      select before.id from import_observation as before
      where before.${row} = staged.${row} and before.${line} < staged.${line}
        and before.systolic is not null and before.diastolic is not null
      order by before.${line} limit 1
    )`;
  };
  await db.execute(sql`
    with known as materialized (
      select staged.line, coalesce(${pairOf("systolic")}, ${pairOf("diastolic")}) as id
      from import_observation as staged where ${isWithin(slice)} and num_nonnulls(staged.systolic, staged.diastolic) = 1
    )
    update import_observation as staged set id = known.id from known
    where known.line = staged.line and known.id is not null and known.id <> staged.id`);
}
