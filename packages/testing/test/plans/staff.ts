import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import { makeStaffAccount } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates a staff account as caller, an account that it looks up, and a patient whom it may read. */
export async function makeStaff(
  database: DatabaseHandle,
  known: {
    anonymous: Caller;
    patientId: PatientId;
    /** Callers whose statements are recorded, and others. */
    recorded: (accessToken: string) => Caller;
    plain: (accessToken: string) => Caller;
  },
) {
  const password = "nine lives of a lamp";
  const register = (email: string) => known.anonymous.account.register({ email, password });
  await makeAccounts(database);
  const somebody = await register("looked-at@example.org");
  const { id, tokens } = await register("staff@example.org");
  await makeStaffAccount(database.reader, id);
  // Outlasts the tests.
  await database.reader.execute(
    sql`update session set second_factor_at = now() + interval '1 hour' where account_id = ${id}`,
  );
  const accessToken = tokens?.access ?? "";
  const own = known.plain(accessToken);
  const reason = "Called by the hospital";
  await own.staff.breakGlass({ patientId: known.patientId, reason });
  const { nextCursor } = await own.staff.accounts({ limit: 200 });
  const caller = known.recorded(accessToken);
  await caller.account.me();
  return { caller, somebodyId: somebody.id, email: somebody.email, cursor: required(nextCursor) };
}

/**
 * Enough accounts that a full scan would show, and of realistic width. With narrow rows, a table scan costs as much
 * as the index scan, and the planner may choose either.
 */
async function makeAccounts(database: DatabaseHandle): Promise<void> {
  await database.reader.execute(sql`
    insert into account (id, username, email, name, password_hash)
    select gen_random_uuid(), 'person-' || number, md5(number::text) || '@example.org', 'Person ' || number, rpad('!', 60, '!')
    from generate_series(1, ${filledCounts.accounts}::int) as number`);
  await database.reader.execute(sql`vacuum (analyze) account`);
}
