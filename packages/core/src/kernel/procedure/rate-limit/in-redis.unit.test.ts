import { failureOf, tally } from "@caretype/test-api/failure";
import { startTestRedis, type TestRedis } from "@caretype/test-api/redis-server";
import { expect, onTestFinished, test } from "vitest";
import { isFirstRefusal } from "./in-memory.ts";
import { openRateLimiter } from "./open.ts";

const secretKey = "a key that all of these servers have, long enough";
const guess = (address: string) => ({ address, procedure: "account.login" });

async function useRedis(options?: Parameters<typeof startTestRedis>[0]): Promise<TestRedis> {
  const redis = await startTestRedis(options);
  onTestFinished(redis.stop);
  return redis;
}

async function useServer(redisUrl: string, { key = secretKey, points = 5 } = {}) {
  const states: string[] = [];
  const { limiter, close } = await openRateLimiter({
    rateLimits: { accountPoints: points, addressPoints: points },
    secretKey: key,
    redisUrl,
    redisRetryMilliseconds: 20,
    onRateLimitsShared: (isShared, reason) => states.push(isShared ? "shared" : `alone: ${reason}`),
  });
  onTestFinished(close);
  const spend = (times: number, address = "192.0.2.1") =>
    tally(Array.from({ length: times }, () => limiter.spend(guess(address), 1)));
  /** Calls that check a secret. */
  const sign = (times: number, address = "192.0.2.1") =>
    tally(Array.from({ length: times }, () => limiter.spend({ ...guess(address), checksSecret: true }, 1)));
  return { limiter, states, spend, sign, isShared: () => limiter.isShared?.() };
}

test("servers count together, and those with another key do not", async () => {
  const { url, counts } = await useRedis();
  const [one, other] = [await useServer(url), await useServer(url)];
  const stranger = await useServer(url, { key: "a key that another database's server has, too" });
  expect(await one.spend(3)).toEqual({ ok: 3 });
  expect(await other.spend(3)).toEqual({ ok: 2, RATE_LIMITED: 1 });
  expect(await one.spend(1)).toEqual({ RATE_LIMITED: 1 });
  expect(await one.spend(1, "192.0.2.2")).toEqual({ ok: 1 });
  expect(await stranger.spend(5)).toEqual({ ok: 5 });
  expect([...one.states, ...other.states]).toEqual([]);
  expect([...counts.keys()].join()).not.toMatch(/192\.0\.2|login/);
});

test("a refused caller asks Redis no more, and is told to the audit once by all servers", async () => {
  const { url, asked } = await useRedis();
  const [one, other] = [await useServer(url), await useServer(url)];
  await one.spend(5);
  const refusals = [];
  for (const { limiter } of [one, one, one, other, other])
    refusals.push(await failureOf(limiter.spend(guess("192.0.2.1"), 1)));
  expect(refusals.map(isFirstRefusal)).toEqual([true, false, false, false, false]);
  expect(refusals.map(({ details }) => details.retryAfterSeconds)).toEqual([60, 60, 60, 60, 60]);
  // Two trials at the start, five points, and one refusal of each server.
  expect(asked()).toBe(2 + 5 + 2);
});

test("while Redis is away, each server counts on its own and says so once", async () => {
  const redis = await useRedis();
  const server = await useServer(redis.url);
  await server.spend(5);
  await redis.stop();
  await expect.poll(server.isShared).toBe(false);
  expect(await server.spend(8)).toEqual({ ok: 5, RATE_LIMITED: 3 });
  await redis.restart();
  await expect.poll(server.isShared).toBe(true);
  expect(await server.spend(1, "192.0.2.3")).toEqual({ ok: 1 });
  expect(redis.counts.size).toBe(2);
  expect(server.states).toEqual([expect.stringMatching(/^alone: /), "shared"]);
});

test("while Redis is away, calls that check a secret are refused, and the audit is not flooded", async () => {
  const redis = await useRedis();
  const server = await useServer(redis.url);
  expect(await server.sign(2)).toEqual({ ok: 2 });
  await redis.stop();
  await expect.poll(server.isShared).toBe(false);
  // Only the first ones, because each of these is written into the audit.
  expect(await server.sign(8)).toEqual({ SERVICE_UNAVAILABLE: 5, RATE_LIMITED: 3 });
  const { details } = await failureOf(server.limiter.spend({ ...guess("192.0.2.5"), checksSecret: true }, 1));
  expect(details.retryAfterSeconds).toBe(2);
  expect(await server.spend(1, "192.0.2.6")).toEqual({ ok: 1 });
  await redis.restart();
  await expect.poll(server.isShared).toBe(true);
  expect(await server.sign(6)).toEqual({ ok: 5, RATE_LIMITED: 1 });
});

test("calls that check a secret are refused when the outage begins with them, and from the start", async () => {
  const redis = await useRedis();
  const server = await useServer(redis.url);
  redis.behave("hangs");
  expect(await server.sign(3)).toEqual({ SERVICE_UNAVAILABLE: 3 });
  const late = await useServer(redis.url);
  expect(await late.sign(1)).toEqual({ SERVICE_UNAVAILABLE: 1 });
  const unlimited = await useServer(redis.url, { points: 0 });
  expect(await unlimited.sign(9)).toEqual({ ok: 9 });
});

test("a start does not wait for a Redis that is away, and uses it when it comes", async () => {
  const redis = await useRedis();
  await redis.stop();
  const server = await useServer(redis.url);
  expect(await server.spend(8)).toEqual({ ok: 5, RATE_LIMITED: 3 });
  expect(server.states).toEqual(["alone: ECONNREFUSED"]);
  await redis.restart();
  await expect.poll(server.isShared).toBe(true);
});

test("a Redis that hangs holds a call up once", async () => {
  const redis = await useRedis();
  const server = await useServer(redis.url);
  redis.behave("hangs");
  expect(await server.spend(8)).toEqual({ ok: 5, RATE_LIMITED: 3 });
  expect(server.states).toEqual(["alone: ETIMEDOUT"]);
  expect(await server.spend(3, "192.0.2.4")).toEqual({ ok: 3 });
  redis.behave("works");
  await expect.poll(server.isShared).toBe(true);
  // Only what was sent before the outage was noticed, if it still arrived.
  expect([...redis.counts.values()].filter((count) => ![0, 8].includes(count))).toEqual([]);
});

test.each(["READONLY", "OOM"] as const)(
  "an answer %s counts as away, until it counts again",
  async (code) => {
    const redis = await useRedis();
    const server = await useServer(redis.url);
    redis.behave(code);
    expect(await server.spend(8)).toEqual({ ok: 5, RATE_LIMITED: 3 });
    // Some connections and trials later, there is still one line.
    const before = redis.asked();
    await expect.poll(redis.asked).toBeGreaterThan(before + 1);
    expect(server.states).toEqual([`alone: ${code}`]);
    redis.behave("works");
    await expect.poll(server.isShared).toBe(true);
    expect(server.states).toEqual([`alone: ${code}`, "shared"]);
  },
);

test("a wrong password is named by its code, and appears nowhere", async () => {
  const { url } = await useRedis({ password: "right-one" });
  expect((await useServer(url)).states).toEqual([]);
  const server = await useServer(url.replace("right-one", "wrong-one"));
  expect(await server.spend(6)).toEqual({ ok: 5, RATE_LIMITED: 1 });
  expect(server.states).toEqual(["alone: WRONGPASS"]);
});

test("without limits, nothing asks Redis", async () => {
  const redis = await useRedis();
  const server = await useServer(redis.url, { points: 0 });
  expect(await server.spend(20)).toEqual({ ok: 20 });
  expect([...redis.counts.values()]).toEqual([0]);
});
