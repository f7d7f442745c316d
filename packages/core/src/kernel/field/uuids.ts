import { type SQL, sql } from "drizzle-orm";

/** Ids as one parameter of a statement, as an array. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;
