import { sql } from "drizzle-orm";
import { hasCitus } from "./citus/placed.ts";
import type { Database } from "./database.ts";
import type { DatabaseHandle } from "./open-database.ts";
import { prepared } from "./prepared.ts";

/** Names the practices with new changes in the log, separated by commas. Empty: too many to name. */
export const changesChannel = "caretype_changes";

/** The most changes that `place_changes` places at once. */
const maxPlaced = 1_000;

/** After this time, earlier transactions are read again, as a database that was replaced may have lower numbers. */
const sinceMilliseconds = 60_000;

const place = prepared(["since"], (db) =>
  db
    .select({ placed: sql<number | null>`placed`, settled: sql<string | null>`settled` })
    .from(sql`place_changes(${sql.placeholder("since")}::text::xid8)`),
);

const placeOf = prepared(["practiceId"], (db) =>
  db
    .select({ placed: sql<number | null>`placed` })
    .from(sql`place_changes_of(${sql.placeholder("practiceId")}::uuid)`),
);

/** `all`: no committed change is left. `some`: more may be left. `busy`: another process places them now. */
type Outcome = "all" | "some" | "busy";

/**
 * Creates a function that gives committed changes their place in the log. Any process may call it at any time.
 * @throws {DatabaseUnavailable} if the connection is lost.
 */
export function createChangePlacer({
  isolatedAppender: db,
}: Pick<DatabaseHandle, "isolatedAppender">): () => Promise<Outcome> {
  let since = "0";
  let readAllAt = Number.NEGATIVE_INFINITY;
  let isOnCitus: boolean | undefined;

  async function placeHere(): Promise<Outcome> {
    if (performance.now() - readAllAt > sinceMilliseconds) {
      since = "0";
      readAllAt = performance.now();
    }
    const [row] = await place(db).execute({ since });
    since = row?.settled ?? since;
    return outcomeOf(row?.placed ?? null);
  }

  return async () => {
    isOnCitus ??= (await db.execute(sql.raw(hasCitus)))[0]?.has === true;
    return isOnCitus ? await placeOnNodes(db) : await placeHere();
  };
}

function outcomeOf(placed: number | null): Outcome {
  if (placed === null) return "busy";
  return placed < maxPlaced ? "all" : "some";
}

/** A practice whose node does not answer keeps no other's changes back. */
async function placeOnNodes(db: Database): Promise<Outcome> {
  const waiting = await db.execute<{ practiceId: string }>(
    sql`select distinct practice_id as "practiceId" from change_pending`,
  );
  const outcomes: Outcome[] = [];
  const failures: unknown[] = [];
  for (const { practiceId } of waiting)
    try {
      const [row] = await placeOf(db).execute({ practiceId });
      outcomes.push(outcomeOf(row?.placed ?? null));
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return outcomes.find((outcome) => outcome !== "all") ?? "all";
}
