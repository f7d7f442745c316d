import type { AccountId } from "@caretype/api/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { moveClockStatement } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import type { ClockMove } from "./movable-clock.ts";

const { loginFailure, refreshToken, session } = schema;

/**
 * Moves a database's clock.
 *
 * @param accounts Whose sessions move with it, so that they are as old as before.
 */
export async function moveDatabase(
  database: DatabaseHandle,
  { ahead, change }: ClockMove,
  accounts: ReadonlySet<AccountId>,
): Promise<void> {
  const moved = (...columns: string[]) =>
    sql.raw(columns.map((name) => `${name} = ${name} + make_interval(secs => ${change / 1000})`).join(", "));
  const ids = `{${[...accounts].join(",")}}`;
  const ours = sql`account_id = any (${ids}::uuid[])`;
  await database.transaction(async (db) => {
    await db.execute(sql.raw(moveClockStatement(ahead)));
    // The library that writes these uses the machine's clock.
    await db.execute(sql`update ${loginFailure} set expire = expire - ${Math.round(change)}::bigint`);
    await db.execute(
      sql`update ${session} set ${moved("created_at", "last_seen_at", "authenticated_at", "second_factor_at")}
        where ${ours} and ended_at is null`,
    );
    await db.execute(
      sql`update ${refreshToken} set ${moved("created_at", "expires_at", "used_at")}
        where session_id in (select id from ${session} where ${ours})`,
    );
  });
}
