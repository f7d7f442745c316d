import { type SQL, sql } from "drizzle-orm";

/** Ids as one array parameter of a statement. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;
