import { schema } from "@caretype/db";
import { sealAll, useAuditDatabase, writeEntries } from "@caretype/test-api/audit-chain";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { newId } from "../kernel/field/new-id.ts";
import { findBacklog } from "./backlog.ts";

it("finds nothing in a new database", async () => {
  const { served } = await useAuditDatabase();
  const { oldestAuditMonth, sizes, ...waiting } = await findBacklog(served.reader);
  expect(waiting).toEqual({
    jobs: [],
    oldestMailSeconds: 0,
    sealLagSeconds: 0,
    eventLagSeconds: 0,
    clockOffsetSeconds: 0,
  });
  expect(new Date((oldestAuditMonth ?? 0) * 1_000).toISOString()).toMatch(/-01T00:00:00.000Z$/);
  expect(sizes).toEqual({ database: expect.any(Number), audit: expect.any(Number) });
});

it("knows the sizes of the database, the audit and the log, if its user may see that", async () => {
  const { owner, served } = await useAuditDatabase();
  const before = (await findBacklog(owner.reader)).sizes;
  await writeEntries(served.reader, 1_000);
  const { audit = 0, database = 0, wal = 0 } = (await findBacklog(owner.reader)).sizes ?? {};
  expect(audit).toBeGreaterThan(before?.audit ?? 0);
  expect(database).toBeGreaterThan(audit);
  expect(wal % (1 << 20)).toBe(0);
  expect(wal).toBeGreaterThan(0);
});

it("knows the oldest month of the audit in the database", async () => {
  const { owner, served } = await useAuditDatabase();
  await owner.reader.execute(
    sql`create table audit_entry_2020_02 partition of audit_entry for values from ('2020-02-01Z') to ('2020-03-01Z')`,
  );
  const { oldestAuditMonth } = await findBacklog(served.reader);
  expect((oldestAuditMonth ?? 0) * 1_000).toBe(Date.UTC(2020, 1));
});

it("knows how long the audit has not been sealed, and nothing of a quiet night", async () => {
  const { owner, served } = await useAuditDatabase();
  await writeEntries(served.reader, 3);
  expect((await findBacklog(served.reader)).sealLagSeconds).toBe(Number.POSITIVE_INFINITY);
  await sealAll(served);
  // Eight hours later: the last seal is old, but there is nothing to seal.
  await owner.reader.execute(sql`alter table audit_seal disable trigger all`);
  await owner.reader.execute(sql`update audit_seal set until_at = clock_timestamp() - interval '8 hours'`);
  expect((await findBacklog(served.reader)).sealLagSeconds).toBe(0);
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await writeEntries(served.reader, 1, anHourAgo);
  const { sealLagSeconds } = await findBacklog(served.reader);
  expect(sealLagSeconds).toBeGreaterThanOrEqual(8 * 3_600);
  expect(sealLagSeconds).toBeLessThan(9 * 3_600);
});

it("tells the other numbers if one cannot be read", async () => {
  const { owner, served } = await useAuditDatabase();
  await owner.reader.execute(sql`alter table mail rename to locked`);
  expect(await findBacklog(served.reader)).toMatchObject({
    jobs: [],
    oldestMailSeconds: undefined,
    clockOffsetSeconds: 0,
  });
});

it("counts jobs by queue and state, with those that fail again and again, and knows the oldest email that waits", async () => {
  const { owner, served } = await useAuditDatabase();
  const job = (name: string, state: string) =>
    owner.reader.execute(
      sql`insert into pgboss.job (name, state) values (${name}, ${state}::pgboss.job_state)`,
    );
  for (const state of ["created", "retry", "active", "completed"]) await job("import", state);
  await job("mail", "created");
  await owner.reader.execute(
    sql`insert into pgboss.job (name, state, retry_count) values ('mail', 'retry', 3)`,
  );
  const mail = { recipient: "jane@example.org", template: "passwordChanged", data: {} };
  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
  await served.reader.insert(schema.mail).values([
    { id: newId(), ...mail, createdAt: at(-600), expiresAt: at(600) },
    { id: newId(), ...mail, createdAt: at(-9_000), expiresAt: at(-1) },
    { id: newId(), ...mail, createdAt: at(-9_000), expiresAt: at(600), sentAt: at(-5) },
  ]);
  const { jobs, oldestMailSeconds } = await findBacklog(served.reader);
  expect(jobs).toHaveLength(4);
  expect(jobs).toEqual(
    expect.arrayContaining([
      { queue: "import", state: "waiting", count: 2 },
      { queue: "import", state: "running", count: 1 },
      { queue: "mail", state: "waiting", count: 1 },
      { queue: "mail", state: "failing", count: 1 },
    ]),
  );
  expect(oldestMailSeconds).toBeGreaterThanOrEqual(600);
  expect(oldestMailSeconds).toBeLessThan(9_000);
});
