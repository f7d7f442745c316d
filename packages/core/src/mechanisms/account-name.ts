import { account, apiKey, doctor, formerName, membership } from "@caretype/db/schema";
import { type AnyColumn, type Placeholder, type SQL, sql } from "drizzle-orm";

/** Selects the name of an account by its id. */
export const accountName = (id: AnyColumn | SQL) =>
  sql<string | null>`(select who.name from ${account} as who where who.id = ${id})`;

/** Selects the name of a doctor by their id. */
export const doctorName = (id: AnyColumn) =>
  sql<string | null>`(select entry.name from ${doctor} as entry where entry.id = ${id})`;

/** Like `accountName`, with the account's name at an instant if it was different, otherwise null. */
export const accountNames = (id: SQL, at: SQL) => ({
  accountName: accountName(id),
  accountNameThen: sql<string | null>`nullif(
    (select former.name from ${formerName} as former
      where former.account_id = ${id} and former.until_at > ${at} order by former.until_at limit 1),
    ${accountName(id)})`,
});

/** The current name, for records shared by all practices. Null for people and services of other practices. */
export const colleagueName = (id: AnyColumn | SQL, practiceId: Placeholder) =>
  // Scalar subqueries by key: with `exists`, the planner may list the whole practice.
  sql<string | null>`(
    select who.name from ${account} as who where who.id = ${id} and coalesce(
      (select true from ${membership} as member
        where member.practice_id = ${practiceId} and member.account_id = who.id limit 1),
      (select true from ${apiKey} as key
        where key.practice_id = ${practiceId} and key.account_id = who.id limit 1)))`;
