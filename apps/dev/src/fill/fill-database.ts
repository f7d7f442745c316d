import { randomUUID } from "node:crypto";
import type { Services } from "@caretype/api";
import {
  type AccountId,
  asId,
  type PatientId,
  type PracticeId,
  type SessionId,
} from "@caretype/api/field/ids";
import { schema } from "@caretype/db";
import { type Connection, connect } from "@caretype/db/connection";
import { auditSteps, busiestPatient, type FillSize, fillSteps } from "./rows.ts";

export type FilledPractice = { id: PracticeId; accountId: AccountId };

export type Filled = {
  /** The largest is first. Each `accountId` is the owner's. */
  practices: readonly FilledPractice[];
  /** The patient of the largest practice that most audit entries name. */
  busiestPatientId: PatientId;
  /** The duration of each step in milliseconds. */
  took: Record<string, number>;
};

const tables = ["practice", "account", "membership", "doctor", "patient", "assignment"];

/**
 * Fills an empty, migrated database with fictional people. Names have realistic frequencies, and ids are spread over
 * six years across all practices. Each practice has one owner. The same size gives the same rows, with other ids. Two
 * million patients and five million assignments take minutes.
 */
export async function fillDatabase(url: string, size: FillSize): Promise<Filled> {
  await using connection = connect(url);
  const took: Record<string, number> = {};
  const timed = async (step: string, statements: string) => {
    const began = performance.now();
    await connection.command(statements);
    took[step] = Math.round((took[step] ?? 0) + performance.now() - began);
  };
  await connection.command("set maintenance_work_mem = '256MB'");
  const makeIndexes = await dropIndexes(connection);
  for (const [step, statements] of Object.entries(fillSteps(size))) await timed(step, statements);
  await timed("indexes", makeIndexes);
  for (const month of auditSteps(size)) await timed("audit", month);
  // Otherwise autovacuum would start on all tables a minute later.
  await timed("vacuum", `vacuum analyze ${[...tables, "audit_entry"].join(", ")}`);
  const practices = await connection.command(
    'select id, account_id as "accountId" from filled_practice order by number',
  );
  const [busiest] = await connection.command(busiestPatient(size));
  return {
    practices: practices.map(({ id, accountId }) => ({ id, accountId })),
    busiestPatientId: busiest?.id,
    took,
  };
}

/**
 * An access token of an account that nobody can sign in to, such as an owner in a filled database.
 *
 * @example
 * const caller = createCaller({ services, accessToken: await accessTokenFor(services, largest.accountId), ... });
 */
export async function accessTokenFor(
  { database, tokens }: Pick<Services, "database" | "tokens">,
  accountId: AccountId,
): Promise<string> {
  const sessionId = asId<SessionId>(randomUUID());
  await database.reader.insert(schema.session).values({ id: sessionId, accountId });
  return tokens.issueAccess({ accountId, sessionId });
}

/**
 * Drops the tables' keys and indexes, and returns the statements that recreate them.
 * Filling an index row by row takes several times as long as building it at the end.
 */
async function dropIndexes(connection: Connection): Promise<string> {
  const filled = `any ('{${tables.join(",")}}'::regclass[])`;
  // Foreign keys depend on the others, so drop them first and create them last.
  const parts = await connection.command(`
    select contype = 'f', format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint
    where (conrelid = ${filled} or confrelid = ${filled}) and contype in ('f', 'p', 'u')
    union all
    select false, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index
    where indrelid = ${filled} and not exists (select from pg_constraint where conindid = indexrelid)
    order by 1, 3`);
  await connection.command(
    parts
      .toReversed()
      .map(({ drop }) => drop)
      .join(";"),
  );
  return parts.map(({ make }) => make).join(";");
}
