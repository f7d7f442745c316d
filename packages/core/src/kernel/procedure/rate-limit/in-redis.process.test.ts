import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@caretype/postgres/free-port";
import { tally } from "@caretype/test-api/failure";
import { Redis } from "ioredis";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRateLimiter } from "./open.ts";

const program = ["valkey-server", "redis-server"].find((name) => spawnSync(name, ["--version"]).status === 0);
if (program === undefined)
  process.stderr.write("SKIPPED: tests with Redis, which is not installed: apt-get install redis-server\n");

/** No persistence. */
async function startRedis(port: number) {
  const words = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--requirepass",
    "redis-secret",
  ];
  const child = spawn(program ?? "", words, { stdio: "ignore" });
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(stop);
  return { child, stop };
}

async function useServer(redisUrl: string) {
  const states: (string | undefined)[] = [];
  const { limiter, close } = await openRateLimiter({
    rateLimits: { accountPoints: 5, addressPoints: 5 },
    secretKey: "a key that all of these servers have, long enough",
    redisUrl,
    redisRetryMilliseconds: 20,
    onRateLimitsShared: (isShared, reason) => states.push(isShared ? "shared" : reason),
  });
  onTestFinished(close);
  const spend = (times: number, account: string) =>
    tally(Array.from({ length: times }, () => limiter.spend({ account }, 1)));
  return { spend, states, isShared: () => limiter.isShared?.() };
}

describe.skipIf(program === undefined)("with a real server", () => {
  test("servers count together for a minute, also after its scripts are gone, and without it on their own", async () => {
    const port = await freePort();
    const url = `redis://:redis-secret@127.0.0.1:${port}/3`;
    const redis = await startRedis(port);
    const [one, other] = [await useServer(url), await useServer(url)];
    await expect.poll(() => [one.isShared(), other.isShared()]).toEqual([true, true]);
    expect(await one.spend(3, "ada")).toEqual({ ok: 3 });
    expect(await other.spend(3, "ada")).toEqual({ ok: 2, RATE_LIMITED: 1 });

    const client = new Redis(url);
    client.on("error", () => undefined);
    onTestFinished(() => client.disconnect());
    const keys = await client.keys("*");
    expect(keys.length).toBe(2);
    for (const key of keys) {
      expect(key).toMatch(/^caretype:/);
      const seconds = await client.ttl(key);
      expect(seconds > 0 && seconds <= 60).toBe(true);
    }
    await client.script("FLUSH");
    expect(await one.spend(5, "grace")).toEqual({ ok: 5 });
    expect(await other.spend(1, "grace")).toEqual({ RATE_LIMITED: 1 });

    await redis.stop();
    await expect.poll(() => [one.isShared(), other.isShared()]).toEqual([false, false]);
    expect(await one.spend(8, "grace")).toEqual({ ok: 5, RATE_LIMITED: 3 });
    await startRedis(port);
    await expect.poll(() => [one.isShared(), other.isShared()]).toEqual([true, true]);
    expect(await one.spend(3, "joan")).toEqual({ ok: 3 });
    expect(await other.spend(3, "joan")).toEqual({ ok: 2, RATE_LIMITED: 1 });
  });

  test("a frozen one is left alone until it goes on", async () => {
    const port = await freePort();
    const { child } = await startRedis(port);
    const server = await useServer(`redis://:redis-secret@127.0.0.1:${port}`);
    await expect.poll(server.isShared).toBe(true);
    child.kill("SIGSTOP");
    expect(await server.spend(8, "ada")).toEqual({ ok: 5, RATE_LIMITED: 3 });
    expect(server.isShared()).toBe(false);
    expect(server.states.at(-1)).toBe("ETIMEDOUT");
    child.kill("SIGCONT");
    await expect.poll(server.isShared).toBe(true);
  });
});
