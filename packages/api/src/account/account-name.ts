import { schema } from "@caretype/db";
import { type AnyColumn, type Placeholder, type SQL, sql } from "drizzle-orm";

const { account, membership } = schema;

/** The name of who did something, to be selected beside their id. */
export const accountName = (id: AnyColumn | SQL) =>
  sql<string | null>`(select who.name from ${account} as who where who.id = ${id})`;

/** The same for a record that all practices share: names of people of other practices are not told. */
export const colleagueName = (id: AnyColumn | SQL, practiceId: Placeholder) =>
  sql<string | null>`(
    select who.name from ${account} as who where who.id = ${id} and exists (
      select from ${membership} as theirs where theirs.practice_id = ${practiceId} and theirs.account_id = who.id))`;
