import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { checkCode, findRule } from "../../codes/fields.ts";
import type { CodedField } from "../../codes/schema.ts";
import type { PracticeId } from "../../field/ids.ts";

type Asked = {
  field: CodedField;
  /** The staging table, and the staged concept of a row. */
  table: SQL;
  concept: SQL;
};
type Coded = { system: string; code: string };

/** The codes of staged rows that the practice refuses in a field, each as `system|code`. */
export async function findRefusedCodes(
  db: Database,
  scope: { practiceId: PracticeId },
  { field, table, concept }: Asked,
): Promise<string[]> {
  const rule = await findRule(db, scope, field);
  if (rule?.mode !== "refuse") return [];
  const codes = await db.execute<Coded>(sql`
    select distinct ${concept} #>> '{coding,system}' as system, ${concept} #>> '{coding,code}' as code
    from ${table} as staged where ${concept} #>> '{coding,code}' is not null`);
  const refused: string[] = [];
  for (const { system, code } of codes) {
    const { isOffered } = await checkCode(db, scope, { field, system, code });
    if (!isOffered) refused.push(`${system}|${code}`);
  }
  return refused;
}

/** True for a staged concept with one of these codes. */
export const isRefused = (concept: SQL, refused: readonly string[]): SQL => sql`
  (${concept} #>> '{coding,system}') || '|' || (${concept} #>> '{coding,code}')
    in (select jsonb_array_elements_text(${JSON.stringify(refused)}::text::jsonb))`;
