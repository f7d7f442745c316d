import { randomUUID } from "node:crypto";
import type { Services } from "@caretype/api";
import { type AccountId, asId, type PatientId, type SessionId } from "@caretype/core/kernel/field/ids";
import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { assignmentFill } from "./assignments.ts";
import { busiestPatientOf, fillAudit } from "./audit-entries.ts";
import { doctorFill, patientFill } from "./people.ts";
import { type Plan, type PlannedPractice, planFill } from "./plan.ts";
import { completeSize, type FillSize } from "./size.ts";
import { copyTable, type TableFill } from "./table-fill.ts";

export type FilledPractice = Readonly<PlannedPractice>;

export type Filled = {
  /** The largest is first. Each `accountId` is the owner's. */
  practices: readonly FilledPractice[];
  /** The patient of the largest practice with most audit entries. */
  busiestPatientId: PatientId;
  /** The duration of each step in milliseconds. */
  took: Record<string, number>;
};

/**
 * Fills an empty, migrated database with fictional people. Names have realistic frequencies, and ids are spread over
 * six years across all practices. Each practice has one owner. The same size and seed give the same rows. Two million
 * patients and five million assignments take minutes.
 * @throws {RangeError} if the size is impossible.
 * @throws {Error} if the database already has accounts or doctors. It is then left unchanged.
 *
 * @example
 * const size = { practices: 50, patients: 20_000, doctors: 200, assignments: 50_000, seed: 1 };
 * const { practices: [largest] } = await fillDatabase(database, size);
 */
export async function fillDatabase(database: DatabaseHandle, size: FillSize): Promise<Filled> {
  const plan = planFill(completeSize(size));
  const fills = [...practiceFills(plan), doctorFill(plan), patientFill(plan), assignmentFill(plan)];
  const tables = fills.map(({ table }) => table);
  const took: Record<string, number> = {};
  const timed = async <T>(step: string, run: () => Promise<T>) => {
    const began = performance.now();
    const result = await run();
    took[step] = Math.round(performance.now() - began);
    return result;
  };
  await database.bulkTransaction(async (tx) => {
    await tx.execute(sql`set local maintenance_work_mem = '256MB'`);
    const restoreIndexes = await dropIndexes(tx, tables);
    await requireEmpty(tx);
    // COPY with FREEZE requires that the table was truncated in this transaction. It is empty anyway.
    await tx.execute(sql.raw(`truncate ${tables.join(", ")}`));
    for (const fill of fills) await timed(fill.table, () => copyTable(tx, fill));
    await timed("indexes", restoreIndexes);
    if (plan.size.auditEntries > 0) tables.push(...(await timed("audit_entry", () => fillAudit(tx, plan))));
    await timed("analyze", () => tx.execute(sql.raw(`analyze ${tables.join(", ")}`)));
  });
  // Prevents autovacuum on all tables a minute later.
  await timed("vacuum", async () => {
    for (const table of tables) await database.reader.execute(sql.raw(`vacuum ${table}`));
  });
  return { practices: plan.practices, busiestPatientId: busiestPatientOf(plan), took };
}

async function requireEmpty(tx: Parameters<Parameters<DatabaseHandle["transaction"]>[0]>[0]) {
  const [found] = await tx.execute<{ used: boolean }>(
    sql`select exists (select from account) or exists (select from doctor) as used`,
  );
  if (found?.used) throw new Error("Only an empty database can be filled: this one has accounts or doctors.");
}

/**
 * Returns an access token of an account without a valid password, such as a filled database's owner.
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

type Part = { drop: string; make: string };

/**
 * Drops the tables' keys and indexes, and returns a function that recreates them. Building an index at the end is
 * several times as fast as filling it row by row. Run it in one transaction, so that readers always see them.
 */
async function dropIndexes(tx: Database, tables: readonly string[]): Promise<() => Promise<void>> {
  const names = sql.param(`{${tables.join(",")}}`);
  const constraints = await tx.execute<Part>(sql`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint
    where (conrelid = any (${names}::regclass[]) or confrelid = any (${names}::regclass[]))
      and contype in ('f', 'p', 'u')
    order by contype, conname`);
  const indexes = await tx.execute<Part>(sql`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
    from pg_index
    where indrelid = any (${names}::regclass[])
      and not exists (select from pg_constraint where conindid = indexrelid)
    order by indexrelid::regclass::text`);
  const isForeign = ({ make }: Part) => make.includes("FOREIGN KEY");
  // Foreign keys depend on the others: drop them first, and create them last.
  const foreign = constraints.filter(isForeign);
  const keys = constraints.filter((part) => !isForeign(part));
  for (const { drop } of [...foreign, ...keys, ...indexes]) await tx.execute(sql.raw(drop));
  return async () => {
    for (const { make } of [...keys, ...indexes, ...foreign]) await tx.execute(sql.raw(make));
  };
}

/** Matches no password: benchmarks create sessions directly. */
const noPassword = "!";

function practiceFills({ practices }: Plan): TableFill[] {
  return [
    {
      table: "practice",
      rows: () => practices.map(({ id }, index) => ({ id, name: `Practice ${index + 1}` })),
    },
    {
      table: "account",
      rows: () =>
        practices.map(({ accountId: id }, index) => {
          const name = `owner-${index + 1}`;
          const email = `${name}@practice.example.org`;
          return { id, username: name, email, name, password_hash: noPassword };
        }),
    },
    {
      table: "membership",
      rows: () =>
        practices.map(({ id, accountId }) => ({ practice_id: id, account_id: accountId, role: "owner" })),
    },
  ];
}
