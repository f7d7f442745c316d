import { schema } from "@caretype/db";
import { type AnyColumn, type Placeholder, type SQL, sql } from "drizzle-orm";

const { account, apiKey, formerName, membership } = schema;

/** The name of who did something, to be selected beside their id. */
export const accountName = (id: AnyColumn | SQL) =>
  sql<string | null>`(select who.name from ${account} as who where who.id = ${id})`;

/** The same, and the one that they had at an instant, where that was another; else null. */
export const accountNames = (id: SQL, at: SQL) => ({
  accountName: accountName(id),
  accountNameThen: sql<string | null>`nullif(
    (select former.name from ${formerName} as former
      where former.account_id = ${id} and former.until_at > ${at} order by former.until_at limit 1),
    ${accountName(id)})`,
});

/** The name of now for a record that all practices share: names of people and services of other practices are not told. */
export const colleagueName = (id: AnyColumn | SQL, practiceId: Placeholder) =>
  // Each looked up by key: what `exists` asks for may be planned as a list of all of the practice's.
  sql<string | null>`(
    select who.name from ${account} as who where who.id = ${id} and coalesce(
      (select true from ${membership} as theirs
        where theirs.practice_id = ${practiceId} and theirs.account_id = who.id limit 1),
      (select true from ${apiKey} as key
        where key.practice_id = ${practiceId} and key.account_id = who.id limit 1)))`;
