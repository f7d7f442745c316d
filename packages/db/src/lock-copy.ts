import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { AccountId, DoctorId, PracticeId } from "./ids.ts";
import { prepared } from "./prepared.ts";

const locked = prepared(["table", "ids", "strength"], (db) =>
  db
    .select({
      locked: sql`lock_copy(${sql.placeholder("table")}, own.id, ${sql.placeholder("strength")})`,
    })
    .from(sql`(select unnest(${sql.placeholder("ids")}::uuid[]) as id order by id offset 0) as own`),
);

type Copied = { account: AccountId } | { practice: PracticeId } | { doctor: DoctorId | readonly DoctorId[] };

/**
 * Locks rows of a reference table by their ids until the transaction ends, by default `for no key update`. Statements
 * sent afterwards read current values.
 */
export async function lockCopy(
  db: Database,
  copied: Copied,
  strength: "no key update" | "update" | "share" | "key share" = "no key update",
): Promise<void> {
  for (const [table, ids] of Object.entries(copied))
    await locked(db).execute({ table, ids: [ids].flat(), strength });
}

const namesLocked = prepared(["names"], (db) =>
  db
    .select({ locked: sql`pg_advisory_xact_lock(hashtextextended(own.name, 0))` })
    .from(sql`(select unnest(${sql.placeholder("names")}::text[]) as name order by name offset 0) as own`),
);

/**
 * Locks values that are unique per kind until the transaction ends, ignoring case. On Citus, two inserts of the same
 * value into a reference table would otherwise wait for each other, each on another node. Values with the same hash
 * only wait for each other.
 */
export async function lockValues(
  db: Database,
  kind: string,
  values: readonly (string | null | undefined)[],
): Promise<void> {
  await namesLocked(db).execute({
    names: values.flatMap((value) => (value ? [`${kind} ${value.toLowerCase()}`] : [])),
  });
}
