import { once } from "node:events";
import { freePort } from "@caretype/postgres/free-port";
import { startTestRedis } from "@caretype/test-api/redis-server";
import { createTestDatabase } from "@caretype/test-database";
import { expect, onTestFinished, test } from "vitest";
import { useServerProcesses } from "./server-process.ts";

const { command, served } = useServerProcesses({
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  BCRYPT_COST: "4",
  RATE_LIMIT_ADDRESS: "30",
});

/** Statuses of calls without a token, which cost their address a point each. */
async function strangers(url: string, times: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let time = 0; time < times; time += 1) {
    const { status } = await fetch(`${url}/api/patients`, { headers: { connection: "close" } });
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

const signIn = (url: string) =>
  fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "nobody@example.org", password: "not the password" }),
  });

test("servers and their processes count calls together, and on their own while Redis is away", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const redis = await startTestRedis({ password: "redis-secret" });
  onTestFinished(redis.stop);
  const variables = { DATABASE_URL: database.url, REDIS_URL: redis.url };
  const metricsPort = await freePort();
  const one = await served({ ...variables, METRICS_PORT: String(metricsPort) });
  const two = await served({ ...variables, WEB_CONCURRENCY: "2" });
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const health = async (url: string) => (await fetch(`${url}/health/ready`)).json();

  expect(await strangers(one.url, 20)).toEqual({ 401: 20 });
  expect(await strangers(two.url, 20)).toEqual({ 401: 10, 429: 10 });
  expect(await strangers(one.url, 5)).toEqual({ 429: 5 });
  const shared = { status: "ready", rateLimits: "shared", signIns: "accepted" };
  expect(await health(one.url)).toEqual(shared);
  expect((await signIn(one.url)).status).toBe(401);
  expect(await metrics()).toContain("\ncaretype_rate_limits_shared 1\n");
  expect((await command(["check"], variables)).stdout).toContain("shared by all servers through 127.0.0.1");

  await redis.stop();
  await expect
    .poll(() => health(one.url))
    .toEqual({ status: "ready", rateLimits: "per process", signIns: "refused" });
  const refusal = await signIn(one.url);
  expect([refusal.status, refusal.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await refusal.json()).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(await strangers(one.url, 40)).toEqual({ 401: 30, 429: 10 });
  expect(await metrics()).toContain("\ncaretype_rate_limits_shared 0\n");
  expect((await command(["check"], variables)).stdout).toMatch(
    /^PROBLEM +Rate limits .*does not count \(ECONNREFUSED\), so sign-ins are refused/m,
  );

  await redis.restart();
  await expect.poll(() => health(one.url)).toEqual(shared);
  expect((await signIn(one.url)).status).toBe(401);
  one.child.kill("SIGTERM");
  expect(await once(one.child, "exit")).toEqual([0, null]);
  const lines = one.output.stdout
    .split("\n")
    .filter((line) => line.includes("Redis") || line.includes("shared"));
  expect(lines).toEqual([
    expect.stringContaining("Redis does not count"),
    expect.stringContaining("the rate limits are shared again"),
  ]);
  expect(one.output.stdout + one.output.stderr).not.toContain("redis-secret");
});
