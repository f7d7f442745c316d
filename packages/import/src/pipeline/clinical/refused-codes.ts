import { isStatement } from "@caretype/chart/clinical/statement-sql";
import { findOffered, findRule } from "@caretype/chart/codes/fields";
import { displayOf } from "@caretype/chart/codes/own-display";
import type { CodedField } from "@caretype/chart/codes/schema";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";

type Asked = {
  field: CodedField;
  table: SQL;
};
type Coded = { system: string; code: string; display: string };
type OwnDisplay = Coded & { own: string };

const columnOf = (field: CodedField): SQL => sql`${sql.identifier(field.replace(/^.*\./, ""))}`;

/** The coded concepts of a staged row, including those of an observation's components. */
const conceptsOf = (field: CodedField): SQL => sql`(
  select staged.${columnOf(field)} as concept
  ${field === "observation.code" ? sql`union all select part -> 'code' from jsonb_array_elements(staged.components) as part` : sql``}
)`;

/**
 * Finds the codes that the practice refuses in a field of staged rows, each as `system|code`. If the practice
 * restricts the field, accepted codes get the terminology's display.
 */
export async function findRefusedCodes(
  db: Database,
  scope: { practiceId: PracticeId },
  asked: Asked,
): Promise<string[]> {
  const { field, table } = asked;
  const rule = await findRule(db, scope, field);
  if (rule?.mode !== "refuse") return [];
  const codes = await db.execute<Coded>(sql`
    select distinct concept #>> '{coding,system}' as system, concept #>> '{coding,code}' as code,
      concept #>> '{coding,display}' as display
    from ${table} as staged cross join lateral ${conceptsOf(field)} as concepts
    where concept #>> '{coding,code}' is not null and not ${isStatement(sql`concept`)}`);
  const refused = new Set<string>();
  const others: OwnDisplay[] = [];
  for (const coded of codes) {
    const entry = await findOffered(db, scope, { ...rule, ...coded });
    if (!entry) refused.add(`${coded.system}|${coded.code}`);
    else if (displayOf(entry, coded.display) !== coded.display) others.push({ ...coded, own: entry.display });
  }
  if (others.length > 0) await keepOwnDisplays(db, asked, others);
  return [...refused];
}

/** The file's words stay in the concept's text. */
async function keepOwnDisplays(db: Database, { field, table }: Asked, others: OwnDisplay[]): Promise<void> {
  const known = sql`jsonb_to_recordset(${JSON.stringify(others)}::text::jsonb)
    as known(system text, code text, display text, own text)`;
  const isKnown = (concept: SQL) => sql`${concept} #>> '{coding,system}' = known.system
    and ${concept} #>> '{coding,code}' = known.code and ${concept} #>> '{coding,display}' = known.display`;
  const column = columnOf(field);
  await db.execute(sql`
    update ${table} as staged set ${column} = jsonb_set(staged.${column}, '{coding,display}', to_jsonb(known.own))
    from ${known} where ${isKnown(sql`staged.${column}`)}`);
  if (field !== "observation.code") return;
  await db.execute(sql`
    update ${table} as staged set components = (
      select jsonb_agg(
        case when known.own is null then part
          else jsonb_set(part, '{code,coding,display}', to_jsonb(known.own)) end
        order by place)
      from jsonb_array_elements(staged.components) with ordinality as parts(part, place)
        left join ${known} on ${isKnown(sql`part -> 'code'`)})
    where staged.components <> '[]'::jsonb`);
}

/** SQL that is true for a staged row with one of these codes. */
export const isRefused = (field: CodedField, refused: readonly string[]): SQL => sql`
  exists (
    select from ${conceptsOf(field)} as concepts
    where (concept #>> '{coding,system}') || '|' || (concept #>> '{coding,code}')
      in (select jsonb_array_elements_text(${JSON.stringify(refused)}::text::jsonb)))`;
