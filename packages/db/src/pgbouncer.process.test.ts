import { randomUUID } from "node:crypto";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changesChannel, createChangePlacer, inspectConnection, SessionStateUnsupported } from "./index.ts";

describe.skipIf(!hasPgBouncer())("behind PgBouncer in transaction mode", () => {
  const context = useDatabases();
  let pooler: PgBouncer;
  beforeAll(async () => {
    pooler = await startPgBouncer(context.url);
  });
  afterAll(() => pooler.stop());

  it("the pooler is detected, and the server itself is not mistaken for one", async () => {
    expect(await inspectConnection(pooler.url, { prepare: false })).toEqual({ isPooled: true });
    for (const prepare of [true, false])
      expect(await inspectConnection(context.url, { prepare })).toEqual({ isPooled: false });
  });

  it("a connection with session settings is refused at startup, naming the parameter", async () => {
    const examined = inspectConnection(pooler.url, { prepare: true });
    await expect(examined).rejects.toThrow(SessionStateUnsupported);
    await expect(examined).rejects.toThrow("unsupported startup parameter: statement_timeout");
  });

  it.each([
    ["one connection", "default_pool_size = 1"],
    ["several connections", "default_pool_size = 5"],
    ["several connections in turn", "server_round_robin = 1"],
  ])("session settings that the pooler silently ignores are detected: %s", async (_, line) => {
    const names = "statement_timeout,lock_timeout,idle_in_transaction_session_timeout,extra_float_digits";
    const lenient = await startPgBouncer(context.url, [`ignore_startup_parameters = ${names}`, line]);
    try {
      await expect(inspectConnection(lenient.url, { prepare: true })).rejects.toThrow(
        SessionStateUnsupported,
      );
    } finally {
      await lenient.stop();
    }
  });

  it("notifications need a direct URL, and without it PgBouncer logs no errors", async () => {
    const direct = context.open({ url: pooler.url, prepare: false, listenUrl: context.url });
    const deaf = context.open({ url: pooler.url, prepare: false, listenUrl: null });
    expect([direct.canListen, deaf.canListen]).toEqual([true, false]);
    const heard: string[] = [];
    for (const [name, database] of Object.entries({ direct, deaf }))
      await database.listen(
        "channel",
        (payload) => heard.push(`${name} ${payload}`),
        () => undefined,
      );
    await rows(deaf.reader, "select pg_notify('channel', 'said')");
    await expect.poll(() => heard).toEqual(["direct said"]);
    expect(pooler.log()).not.toContain("not linked");
  });

  it("changes are placed in the log, and a direct connection hears of them", async () => {
    const url = await context.createDatabase({ migrated: true });
    const own = await startPgBouncer(url);
    try {
      const database = context.open({ url: own.url, prepare: false, listenUrl: url });
      const heard: string[] = [];
      await database.listen(
        changesChannel,
        (payload) => heard.push(payload),
        () => undefined,
      );
      const practiceId = randomUUID();
      await database.transaction((tx) =>
        rows(
          tx,
          `insert into change_pending (practice_id, record_type, action) values ('${practiceId}', 'import', 'completed')`,
        ),
      );
      expect(await createChangePlacer(database)()).toBe("all");
      await expect.poll(() => heard).toEqual([practiceId]);
    } finally {
      await own.stop();
    }
  });
});
