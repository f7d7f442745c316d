import { openDatabase } from "@caretype/db";
import { createTestDatabase, hasPgBouncer, runText, startPgBouncer } from "@caretype/test-database";
import { afterAll, describe, expect, test, vi } from "vitest";
import { call, signUp } from "./cluster/support.ts";
import { useServerProcesses } from "./server-process.ts";

describe.skipIf(!hasPgBouncer())("behind PgBouncer in transaction mode", async () => {
  const key = { SECRET_KEY: "0123456789abcdef0123456789abcdef", BCRYPT_COST: "4" };
  const { run, finished, command, served } = useServerProcesses(key);
  const clean: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const step of clean.reverse()) await step();
  });

  async function databaseBehind(options?: { empty: boolean }) {
    const direct = await createTestDatabase(options);
    const pooler = await startPgBouncer(direct.url);
    const database = openDatabase({ url: direct.url });
    clean.push(direct.drop, pooler.stop, () => database.close());
    const listeners = () =>
      runText(
        database.reader,
        "select from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
      );
    return { url: pooler.url, directUrl: direct.url, pooler, listeners };
  }

  async function logsOutEverywhere({ port }: { port: number }) {
    const token = await signUp(port);
    const both = async () => [
      (await call(port, { path: "/api/auth/me", token })).status,
      (await call(port, { path: "/api/auth/me", token })).status,
    ];
    expect(await both()).toEqual([200, 200]);
    const out = await call(port, { method: "POST", path: "/api/auth/logout", token, body: {} });
    expect(out.status).toBe(204);
    await vi.waitFor(async () => expect(await both()).toEqual([401, 401]));
  }

  test("a start with the default DATABASE_PREPARE prints the settings to change, and ends", async () => {
    const { url, directUrl } = await databaseBehind();
    for (const variables of [{}, { DATABASE_DIRECT_URL: directUrl, WEB_CONCURRENCY: "2" }]) {
      const { status, stderr } = await finished(
        run(["serve"], { DATABASE_URL: url, PORT: "0", ...variables }),
      );
      expect(stderr).toContain("Set DATABASE_PREPARE=false");
      expect(stderr).toContain("unsupported startup parameter");
      expect(stderr).not.toContain("Caretype http");
      expect(status).toBe(1);
    }
    expect(await command(["admin", "list"], { DATABASE_URL: url })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Set DATABASE_PREPARE=false"),
    });
  });

  test("a sign-out reaches other processes, and no pooled connection runs LISTEN", async () => {
    const { url, pooler, listeners } = await databaseBehind();
    const variables = { DATABASE_URL: url, DATABASE_PREPARE: "false", WEB_CONCURRENCY: "2" };
    const server = await served(variables);
    expect(server.output.stdout).toContain("sessions are checked every second");
    await logsOutEverywhere(server);
    expect(await listeners()).toEqual([]);
    expect(pooler.log()).not.toContain("not linked");
  });

  test("with DATABASE_DIRECT_URL it migrates an empty database there, and listens there", async () => {
    const { url, directUrl, pooler, listeners } = await databaseBehind({ empty: true });
    const behind = { DATABASE_URL: url, DATABASE_PREPARE: "false", DATABASE_DIRECT_URL: directUrl };
    const server = await served({ ...behind, WEB_CONCURRENCY: "2" });
    expect(server.output.stdout).not.toContain("every second");
    await vi.waitFor(async () => expect((await listeners()).length).toBeGreaterThanOrEqual(2));
    await logsOutEverywhere(server);
    expect(pooler.log()).not.toContain("not linked");
  });

  test("a DATABASE_DIRECT_URL that also leads to the pooler is reported, and nothing listens there", async () => {
    const { url, pooler, listeners } = await databaseBehind();
    const { output } = await served({
      DATABASE_URL: url,
      DATABASE_PREPARE: "false",
      DATABASE_DIRECT_URL: url,
    });
    expect(output.stdout).toContain("DATABASE_DIRECT_URL also leads to a pooler");
    expect(await listeners()).toEqual([]);
    expect(pooler.log()).not.toContain("not linked");
  });

  test("a DATABASE_DIRECT_URL that cannot be reached is named", async () => {
    const { url } = await databaseBehind();
    const nowhere = "postgres://nobody:secret@127.0.0.1:1/none";
    const behind = { DATABASE_URL: url, DATABASE_PREPARE: "false", DATABASE_DIRECT_URL: nowhere };
    const variables = { ...behind, DATABASE_WAIT_SECONDS: "0" };
    const { status, stderr } = await finished(run(["serve"], { ...variables, PORT: "0" }));
    expect(stderr).toContain("DATABASE_DIRECT_URL");
    expect(stderr).not.toContain("secret");
    expect(status).toBe(1);
  });
});
