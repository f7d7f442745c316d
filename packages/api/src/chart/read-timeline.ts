import { type Database, prepared, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { decodeCursor, encodeCursor } from "../field/paging.ts";
import type { Scope } from "../procedure/scope.ts";
import { columnsOf, isShown } from "../restriction/shown.ts";
import type { ReadTimeline, Timeline, TimelineItem } from "./schema.ts";

/** The words of a concept in a column. */
const words = (column: string) => sql.raw(`${column} ->> 'text'`);

/** What each kind shows: its title, and what is said beside. */
const shown: Record<schema.ClinicalType, { title: SQL; text: SQL }> = {
  encounter: { title: sql`coalesce(${words("reason")}, class)`, text: sql`status` },
  condition: { title: words("code"), text: sql`clinical_status` },
  allergy: { title: words("substance"), text: sql`clinical_status` },
  observation: {
    title: words("code"),
    text: sql`coalesce(value_number || coalesce(' ' || value_unit, ''), ${words("value_concept")}, value_text,
      value_boolean::text, (
        select string_agg(concat_ws(' ', part -> 'value' ->> 'number', part -> 'value' ->> 'unit'), ' / ')
        from jsonb_array_elements(components) as part))`,
  },
  note: { title: sql`kind`, text: sql`left(text, 200)` },
  medication: { title: words("drug"), text: sql`status` },
  immunization: { title: words("vaccine"), text: sql`status` },
  procedure: { title: words("code"), text: sql`status` },
};

const practice = sql.placeholder("practiceId");
const patient = sql.placeholder("patientId");
const keyAt = sql.placeholder("key");
const keyId = sql.placeholder("id");

/** Each allergy is shown. A withheld encounter of one is not. */
function encounterOf(type: schema.ClinicalType): SQL {
  if (type === "encounter") return sql`id`;
  return type === "allergy"
    ? sql`case when encounter_id is not null and ${isShown(columnsOf(type), patient)} then encounter_id end`
    : sql`encounter_id`;
}

/** The newest records of one kind. Its index has their order. None is read if the kind is not wanted. */
const newestOf = (type: schema.ClinicalType) => sql`(
  select ${sql.raw(`'${type}'`)} as kind, id, happened_at as at,
    ${encounterOf(type)} as encounter_id,
    ${shown[type].title} as title, ${shown[type].text} as text
  from ${sql.identifier(type)}
  where practice_id = ${practice} and patient_id = ${patient} and error_reason is null
    and (happened_at, id) < (${keyAt}::timestamptz, ${keyId}::uuid)
    and ${type === "allergy" ? sql`true` : isShown(columnsOf(type), patient)}
    and happened_at >= ${sql.placeholder("from")}::timestamptz and happened_at < ${sql.placeholder("to")}::timestamptz
    and ${sql.raw(`'${type}'`)} = any(${sql.placeholder("kinds")}::text[])
  order by happened_at desc, id desc limit ${sql.placeholder("limit")})`;

const newest = sql.join(schema.clinicalTypes.map(newestOf), sql` union all `);

const page = prepared(
  ["practiceId", "accountId", "patientId", "key", "id", "from", "to", "kinds", "limit"],
  (db) =>
    db
      .select({
        kind: sql<TimelineItem["kind"]>`kind`,
        id: sql<TimelineItem["id"]>`id`,
        at: sql<string>`at`.mapWith(schema.encounter.createdAt),
        encounterId: sql<TimelineItem["encounterId"]>`encounter_id`,
        title: sql<string>`title`,
        text: sql<string | null>`text`,
      })
      .from(sql`(${newest}) as item`)
      .orderBy(sql`at desc, id desc`)
      .limit(sql.placeholder("limit"))
      .prepare("chart_timeline"),
);

/** All records of a patient's chart by when they happened, newest first. */
export async function readTimeline(
  db: Database,
  { practiceId, accountId }: Scope,
  {
    patientId,
    kinds = [...schema.clinicalTypes],
    from = "-infinity",
    to = "infinity",
    limit,
    cursor,
  }: ReadTimeline,
): Promise<Timeline> {
  // A cursor has an instant and an id, like one of the sort by time.
  const { key, id } = decodeCursor(cursor, "updated");
  const values = {
    practiceId,
    accountId,
    patientId,
    key,
    id,
    from,
    to,
    kinds: `{${kinds.join(",")}}`,
    limit: limit + 1,
  };
  const items = await page(db).execute(values);
  const last = items.length > limit ? items[limit - 1] : undefined;
  const nextCursor = last ? encodeCursor("updated", { key: last.at, id: last.id }) : null;
  return { items: items.slice(0, limit), nextCursor };
}
