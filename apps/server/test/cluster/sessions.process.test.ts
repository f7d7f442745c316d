import { openDatabase } from "@caretype/db";
import { createTestDatabase, runText } from "@caretype/test-database";
import { afterAll, expect, test, vi } from "vitest";
import { useServerProcesses } from "../server-process.ts";
import { call, register } from "./support.ts";

const testDatabase = await createTestDatabase();
const database = openDatabase({ url: testDatabase.url });
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const environment = {
  DATABASE_URL: testDatabase.url,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  WEB_CONCURRENCY: "2",
  BCRYPT_COST: "4",
  LOG_LEVEL: "trace",
  SESSION_IDLE_MINUTES: "30",
  SESSION_DAYS: "10",
};
const server = await useServerProcesses(environment, afterAll).served();

async function signUp() {
  const { id, tokens } = JSON.parse((await register(server.port)).body);
  return { accountId: String(id), access: String(tokens.access), refresh: String(tokens.refresh) };
}

/** Resolves to the answers of both processes. */
async function answers(token: string, path: string) {
  const both = [await call(server.port, { path, token }), await call(server.port, { path, token })];
  return both.map(({ status }) => status);
}

const soonOut = (token: string, path: string) =>
  vi.waitFor(async () => expect(await answers(token, path)).toEqual([401, 401]), {
    interval: 20,
  });

async function makeKey(token: string) {
  const body = { name: "Lab sync", permissions: ["patient:read"] };
  const response = await call(server.port, {
    method: "POST",
    path: "/api/practices/mine/api-keys",
    token,
    body,
  });
  expect(response.status).toBe(201);
  const { id, key } = JSON.parse(response.body);
  return { id: String(id), key: String(key) };
}

test("an API key that one process revokes ends in the other, and is in no log", async () => {
  const { access } = await signUp();
  const { id, key } = await makeKey(access);
  const path = `/api/practices/mine/api-keys/${id}`;
  expect(await answers(key, "/api/patients")).toEqual([200, 200]);
  const rotated = await call(server.port, {
    method: "POST",
    path: `${path}/rotate`,
    token: access,
    body: {},
  });
  const { key: second } = JSON.parse(rotated.body);
  await soonOut(key, "/api/patients");
  expect(await answers(second, "/api/patients")).toEqual([200, 200]);
  expect((await call(server.port, { method: "DELETE", path, token: access })).status).toBe(204);
  await soonOut(second, "/api/patients");
  await call(server.port, { path: `/api/patients?key=${key}`, token: `${key}x` });
  const { stdout, stderr } = server.output;
  expect(stdout).toContain("/api/practices/mine/api-keys");
  for (const secret of [key, second, key.slice(3, 30), second.slice(3, 30)])
    expect(stdout + stderr).not.toContain(secret);
});

test("the processes listen again after their listeners were cut, and catch up", async () => {
  const [missed, later] = [await signUp(), await signUp()];
  for (const { access } of [missed, later]) expect(await answers(access, "/api/auth/me")).toEqual([200, 200]);
  const cut = await runText(
    database.reader,
    `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ~* '^(listen|select 1$)'`,
  );
  expect(cut.length).toBeGreaterThanOrEqual(2);
  for (const { access } of [missed, later]) {
    await call(server.port, { method: "POST", path: "/api/auth/sessions/end-others", token: access });
    const { status } = await call(server.port, {
      method: "POST",
      path: "/api/auth/logout",
      token: access,
      body: {},
    });
    expect(status).toBe(204);
    await soonOut(access, "/api/auth/me");
  }
});

test("an idle session ends after the idle timeout, and one in use does not", async () => {
  const [idle, used] = [await signUp(), await signUp()];
  const age = ({ accountId }: { accountId: string }, ago: string) =>
    runText(database.reader, "update session set last_seen_at = now() - $1::interval where account_id = $2", [
      ago,
      accountId,
    ]);
  await age(idle, "30 minutes");
  await age(used, "29 minutes");
  expect(await answers(idle.access, "/api/auth/me")).toEqual([401, 401]);
  const refreshed = await call(server.port, {
    method: "POST",
    path: "/api/auth/refresh",
    body: { refresh: idle.refresh },
  });
  expect([refreshed.status, JSON.parse(refreshed.body).code]).toEqual([401, "INVALID_REFRESH_TOKEN"]);
  expect(await answers(used.access, "/api/auth/me")).toEqual([200, 200]);
  const isNoted = "select from session where account_id = $1 and last_seen_at > now() - interval '1 minute'";
  const noted = () => runText(database.reader, isNoted, [used.accountId]);
  await vi.waitFor(async () => expect(await noted()).toHaveLength(1));
});
