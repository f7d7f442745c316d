import { practice } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** The input's `timeZone`, else the practice's, else UTC. */
export const givenOrOwnZone = (): SQL => sql`coalesce(
  ${sql.placeholder("timeZone")}::text,
  (select ${practice.timeZone} from ${practice} where ${practice.id} = ${sql.placeholder("practiceId")}),
  'UTC')`;
