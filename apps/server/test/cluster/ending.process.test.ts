import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test, vi } from "vitest";
import { childrenOf, isRunning, type Served, useServerProcesses } from "../server-process.ts";
import { beginRegistration, call, gone, replaced } from "./support.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const { served } = useServerProcesses({
  DATABASE_URL: database.url,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  WEB_CONCURRENCY: "2",
  BCRYPT_COST: "4",
});

/** Starts one call on each worker. Resolves to the results after all workers were stopped. */
async function callsUnderWay({ port }: Served) {
  const calls = [await beginRegistration(port), await beginRegistration(port)];
  return async () => (await Promise.all(calls.map((call) => call.finish()))).map(({ status }) => status);
}

test("SIGTERM drains every worker, and calls in progress are answered", async () => {
  const server = await served();
  const workers = childrenOf(server.child.pid);
  const finish = await callsUnderWay(server);
  server.child.kill("SIGTERM");
  await pause(100);
  expect(await finish()).toEqual([201, 201]);
  expect(await once(server.child, "exit")).toEqual([0, null]);
  expect(workers.filter(isRunning)).toEqual([]);
});

test("Ctrl-C, which also reaches the workers, drains them in the same way", async () => {
  const server = await served({}, { detached: true });
  const finish = await callsUnderWay(server);
  process.kill(-(server.child.pid ?? 0), "SIGINT");
  await pause(100);
  expect(await finish()).toEqual([201, 201]);
  expect(await once(server.child, "exit")).toEqual([0, null]);
});

test("a worker that gets SIGTERM drains and is replaced, and a second signal to the server ends all at once", async () => {
  const server = await served();
  const first = childrenOf(server.child.pid);
  const answered = await callsUnderWay(server);
  process.kill(first[0] ?? 0, "SIGTERM");
  await pause(100);
  expect(await answered()).toEqual([201, 201]);
  await replaced(server, first.slice(0, 1));

  const workers = childrenOf(server.child.pid);
  const finish = await callsUnderWay(server);
  server.child.kill("SIGINT");
  await pause(700);
  expect(server.child.exitCode).toBeNull();
  server.child.kill("SIGINT");
  expect(await once(server.child, "exit")).toEqual([130, null]);
  // Without it, they would drain for ten seconds.
  await gone(workers);
  await expect(finish()).rejects.toThrow();
});

test.each(["serving", "stopping"])(
  "when the primary of %s workers is killed, they answer the calls in progress, and end without delay",
  async (state) => {
    const server = await served({ DRAIN_DELAY_SECONDS: "600" });
    const workers = childrenOf(server.child.pid);
    const finish = await callsUnderWay(server);
    if (state === "stopping") {
      server.child.kill("SIGTERM");
      const ready = () => call(server.port, { path: "/health/ready" });
      await vi.waitFor(async () => expect((await ready()).status).toBe(503));
    }
    server.child.kill("SIGKILL");
    await pause(100);
    expect(await finish()).toEqual([201, 201]);
    await gone(workers);
  },
);
