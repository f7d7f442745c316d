import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionsOf } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { childrenOf, useServerProcesses, withoutSlowSteps } from "../server-process.ts";
import { answeredBy, call, gone, register, replaced, signUp } from "./support.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const environment = {
  DATABASE_URL: database.url,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  WEB_CONCURRENCY: "2",
  BCRYPT_COST: "4",
};
const { run, finished, served } = useServerProcesses(environment);
/** For tests that leave the server unchanged. */
const server = await useServerProcesses(environment, afterAll).served({
  SMTP_URL: "smtp://u:MARKER@127.0.0.1:1",
  APP_URL: "http://localhost",
});

test("two workers share the port, get connections in turn, and the address is printed once", async () => {
  const workers = childrenOf(server.child.pid);
  expect(workers).toHaveLength(2);
  for (let index = 0; index < 4; index++) {
    const { status } = await call(server.port, { path: "/api/auth/me", requestId: `turn-${index}` });
    expect(status).toBe(401);
  }
  await vi.waitFor(() => {
    const answered = [0, 1, 2, 3].map((index) => answeredBy(server, `turn-${index}`));
    expect([...new Set(answered)].sort()).toEqual([...workers].sort());
    expect(answered.slice(0, 2)).toEqual(answered.slice(2));
  });
  expect(server.output.stderr.match(/Caretype/g)).toHaveLength(1);
  expect(server.output.stderr).toContain(`Connections    2 × ${connectionsOf()} of `);
});

test("a worker sees the end of a session that another ended", async () => {
  const login = await register(server.port);
  const { access, refresh } = JSON.parse(login.body).tokens;
  const who = (requestId: string) => call(server.port, { path: "/api/auth/me", token: access, requestId });
  expect([(await who("before-1")).status, (await who("before-2")).status]).toEqual([200, 200]);
  const logout = { method: "POST", path: "/api/auth/logout", token: access, body: { refresh } };
  expect((await call(server.port, { ...logout, requestId: "logout" })).status).toBeLessThan(300);
  // Without a notification, a session's state is re-read only after five seconds.
  await vi.waitFor(
    async () => {
      expect([(await who("after-1")).status, (await who("after-2")).status]).toEqual([401, 401]);
    },
    { interval: 50 },
  );
  await vi.waitFor(() => {
    const pids = ["before-1", "before-2"].map((id) => answeredBy(server, id));
    expect(new Set(pids).size).toBe(2);
    expect(new Set(["after-1", "after-2"].map((id) => answeredBy(server, id)))).toEqual(new Set(pids));
  });
});

test("the workers' environment and arguments hold no secret", async () => {
  const workers = childrenOf(server.child.pid);
  expect(workers).toHaveLength(2);
  for (const worker of workers) {
    const shown = execFileSync("ps", ["eww", "-o", "args=", "-p", String(worker)], { encoding: "utf8" });
    expect(shown).toContain("worker-main");
    expect(shown).not.toContain("0123456789abcdef");
    expect(shown).not.toContain(database.url);
    expect(shown).not.toContain("MARKER");
  }
});

test("a killed worker is replaced, and the other one continues", async () => {
  const workers = childrenOf(server.child.pid);
  process.kill(workers[0] ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(server.output.stdout).toContain("a worker ended and is replaced"));
  for (let index = 0; index < 20; index++) {
    expect((await call(server.port, { path: "/health/live" })).status).toBe(200);
  }
  await replaced(server, workers.slice(0, 1));
  expect(childrenOf(server.child.pid)).toContain(workers[1]);
});

test("when all workers are killed at once, they keep the port that was chosen", async () => {
  const workers = childrenOf(server.child.pid);
  for (const worker of workers) process.kill(worker, "SIGKILL");
  await replaced(server, workers);
  await expect.poll(async () => (await call(server.port, { path: "/health/ready" })).status).toBe(200);
});

test("no client waits for ever on a worker that was killed before it took the connection", async () => {
  const server = await served();
  let answered = 0;
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      await call(server.port, { path: "/health/live" }).catch(() => undefined);
      answered++;
    }
  };
  const clients = Array.from({ length: 8 }, client);
  for (let kills = 0; kills < 3; kills++) {
    const [worker = 0] = childrenOf(server.child.pid);
    process.kill(worker, "SIGKILL");
    await gone([worker]);
    await vi.waitFor(() => expect(childrenOf(server.child.pid)).toHaveLength(2));
  }
  isOver = true;
  await Promise.all(clients);
  expect(answered).toBeGreaterThan(clients.length);
});

test("a failed start reports the reason once, and is not retried", async () => {
  const unreachable = { DATABASE_URL: "postgres://u:MARKER@127.0.0.1:1/x", DATABASE_WAIT_SECONDS: "0" };
  const { status, stderr } = await finished(run(["serve"], unreachable));
  expect(status).toBe(1);
  expect(withoutSlowSteps(stderr)).toMatch(/^The database cannot be reached\..*ECONNREFUSED.*\n$/);
  expect(stderr).not.toContain("MARKER");
});

test("with the embedded database, the primary starts and stops it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "caretype-cluster-data-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const server = await served({ DATABASE_URL: "", SECRET_KEY: "", DATA_DIR: folder });
  const token = await signUp(server.port);
  // Both workers share the generated key.
  const statuses = await Promise.all(
    [1, 2, 3, 4].map(() => call(server.port, { path: "/api/auth/me", token })),
  );
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const pidFile = join(folder, "postgres", "cluster", "postmaster.pid");
  expect(existsSync(pidFile)).toBe(true);
  server.child.kill("SIGTERM");
  expect(await once(server.child, "exit")).toEqual([0, null]);
  expect(existsSync(pidFile)).toBe(false);
});
