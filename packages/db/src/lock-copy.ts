import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { AccountId, DoctorId, PracticeId } from "./ids.ts";
import { prepared } from "./prepared.ts";

const locked = prepared(["table", "id", "strength"], (db) =>
  db
    .select({
      locked: sql`lock_copy(${sql.placeholder("table")}, ${sql.placeholder("id")}, ${sql.placeholder("strength")})`,
    })
    .from(sql`(select) as one`)
    .prepare("lock_copy"),
);

type Copied = { account: AccountId } | { practice: PracticeId } | { doctor: DoctorId };

/**
 * Locks a row of a table that Citus copies to each node until the transaction ends, by default `for no key update`. What is
 * read by a statement sent afterwards is current.
 */
export async function lockCopy(
  db: Database,
  copied: Copied,
  strength: "no key update" | "update" | "share" = "no key update",
): Promise<void> {
  for (const [table, id] of Object.entries(copied)) await locked(db).execute({ table, id, strength });
}
