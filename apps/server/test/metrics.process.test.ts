import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@caretype/postgres/free-port";
import { startTestRedis } from "@caretype/test-api/redis-server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { call, register, signUp } from "./cluster/support.ts";
import { childrenOf, useServerProcesses } from "./server-process.ts";

const document = (name: string) =>
  readFileSync(new URL(`../../../docs/operate/${name}`, import.meta.url), "utf8");
const namesIn = (text: string) => new Set(text.match(/\b(?:caretype|nodejs|process)_[a-z0-9_]+\b/g));

describe("metrics", async () => {
  const { finished, run, served } = useServerProcesses({
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
    BCRYPT_COST: "4",
  });
  const database = await createTestDatabase();
  afterAll(database.drop);

  async function measured(variables: Record<string, string> = {}) {
    const metricsPort = await freePort();
    const server = await served({
      DATABASE_URL: database.url,
      METRICS_PORT: String(metricsPort),
      ...variables,
    });
    const read = async (path = "/metrics") => fetch(`http://127.0.0.1:${metricsPort}${path}`);
    return { ...server, read, text: async () => (await read()).text() };
  }

  test("count calls in all processes together, while a worker starts and the server drains, too", async () => {
    const variables = { WEB_CONCURRENCY: "2", DRAIN_DELAY_SECONDS: "600" };
    const { child, port, text, output } = await measured(variables);
    const { status, stderr } = await finished(
      run(["serve"], { DATABASE_URL: database.url, PORT: "0", METRICS_PORT: String(port) }),
    );
    expect(stderr).toContain(`METRICS_PORT ${port} of 127.0.0.1 cannot be used (EADDRINUSE).`);
    expect(status).toBe(1);

    const token = await signUp(port);
    await register(port);
    const unknown = "/api/patients/01890000-0000-7000-8000-000000000000";
    // Each on its own connection, so that both processes answer.
    for (let count = 0; count < 4; count++)
      expect((await call(port, { path: unknown, token })).status).toBe(404);
    await call(port, { path: "/api/patients" });
    const lines = (await text()).split("\n");
    expect(lines).toContain('caretype_calls_total{procedure="account.register",outcome="OK"} 2');
    expect(lines).toContain('caretype_calls_total{procedure="patient.byId",outcome="PATIENT_NOT_FOUND"} 4');
    expect(lines).toContain('caretype_calls_total{procedure="patient.list",outcome="UNAUTHENTICATED"} 1');
    expect(lines).toContain('caretype_call_duration_seconds_count{procedure="patient.byId"} 4');
    expect(lines).toContain("caretype_database_up 1");
    // Without Redis, there is no metric of rate limits.
    expect(JSON.parse((await call(port, { path: "/health/ready" })).body)).toEqual({ status: "ready" });
    expect(lines.join("\n")).not.toContain("rate_limits_shared");

    const [worker = 0] = childrenOf(child.pid);
    process.kill(worker, "SIGKILL");
    await vi.waitFor(() => expect(output.stdout).toContain("a worker ended and is replaced"));
    expect(await text()).toContain("\ncaretype_database_up 1\n");

    child.kill("SIGTERM");
    const ready = () => call(port, { path: "/health/ready" });
    await vi.waitFor(async () => expect((await ready()).status).toBe(503));
    expect(await text()).toContain("\ncaretype_database_up 1\n");
  });

  test("have every number of the documents, the alerts and the dashboard, and no id or address", async () => {
    const folder = mkdtempSync(join(tmpdir(), "caretype-metrics-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const redis = await startTestRedis();
    onTestFinished(redis.stop);
    const { port, read } = await measured({
      BACKUP_TO: folder,
      AUDIT_MONTHS: "12",
      AUDIT_ARCHIVE_DIR: folder,
      REDIS_URL: redis.url,
    });
    await signUp(port);
    const answer = await read();
    expect(answer.headers.get("content-type")).toContain("text/plain");
    const text = await answer.text();
    const known = namesIn(text);
    const wanted = ["monitoring.md", "monitoring/alerts.yaml", "monitoring/dashboard.json"].map(document);
    const missing = [...namesIn(wanted.join("\n"))].filter(
      // Only the embedded database's log is archived. A unit test checks the number.
      (name) => !known.has(name) && name !== "caretype_wal_archive_lag_seconds",
    );
    expect(missing).toEqual([]);
    const described = namesIn(document("monitoring.md"));
    const own = [...text.matchAll(/^# TYPE (caretype_\w+)/gm)].map(([, name = ""]) => name);
    expect(own.filter((name) => !described.has(name))).toEqual([]);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|@example|127\.0\.0\.1/);
    expect(text).toContain('\ncaretype_calls_total{procedure="account.register",outcome="OK"} 1\n');
    expect((await read("/")).status).toBe(404);
  });
});
