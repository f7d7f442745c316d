import { allModules, createServices } from "@caretype/api";
import { createClient } from "@caretype/client";
import type { Module } from "@caretype/core/kernel/module/module";
import { createRouter } from "@caretype/core/start/create-router";
import {
  addMigrations,
  migrate,
  openDatabase,
  readMigrations,
  readSchemaState,
  serverRole,
} from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// A third-party module, with a table, migrations, permissions and an error. `.ci/check-modules.ts` type-checks it,
// because its declarations must not affect other packages. Needs its own worker: a process has one composition.
const { transportModule }: { transportModule: Module } = await import(
  new URL("./own-module/module.ts", import.meta.url).href
);
const modules: readonly Module[] = [...allModules, transportModule];

const { url: databaseUrl, drop } = await createTestDatabase();
addMigrations(modules);
const before = await readSchemaState(databaseUrl);
await migrate(databaseUrl);
const database = openDatabase({ url: databaseUrl, role: serverRole });
const services = await createServices({ database, settings: serviceSettings });
const app = await createApp({
  services,
  settings: { allowedHosts: ["127.0.0.1"], corsOrigins: [], trustedProxies: [] },
  logger: createLogger("silent"),
  router: createRouter(modules),
});
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(async () => {
  await app.close();
  await services.close();
  await database.close();
  await drop();
});

async function register() {
  const email = `${crypto.randomUUID()}@example.org`;
  const { tokens } = await createClient({ url }).auth.register({ email, password: "nine lives of a lamp" });
  const headers = { authorization: `Bearer ${tokens?.access}` };
  const client = createClient({ url, headers });
  const { id } = await client.patient.create.mutate({ name: "Ole Vik", gender: "male" });
  return { client, headers, patientId: id };
}

async function send(path: string, { headers, body }: { headers: Record<string, string>; body?: object }) {
  const answer = await fetch(`${url}/api/transports${path}`, {
    method: body ? "POST" : "GET",
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    body: body ? JSON.stringify(body) : null,
  });
  return { status: answer.status, body: Object(await answer.json()) as Record<string, string> };
}

it("applies its migrations after ours, and runs without them", async () => {
  expect(before).toEqual({ state: "older", migrations: ["transport/20270101000000_transport"] });
  expect(await readSchemaState(databaseUrl)).toEqual({ state: "current", migrations: [] });
  // A server without the module.
  expect(await readSchemaState(databaseUrl, readMigrations())).toEqual({ state: "current", migrations: [] });
});

it("has procedures, permissions and errors of its own", async () => {
  const [{ client, headers, patientId }, stranger] = [await register(), await register()];
  const created = await send("", { headers, body: { patient_id: patientId, destination: "everywhere" } });
  expect(created).toMatchObject({
    status: 201,
    body: { patient_id: patientId, destination: "everywhere", version: 1 },
  });
  const { id } = created.body;
  expect(await send("", { headers })).toMatchObject({ status: 200, body: [{ id }] });
  expect(await send(`/${id}/depart`, { headers, body: {} })).toMatchObject({
    status: 409,
    body: { code: "TRANSPORT_FULL" },
  });
  for (const path of [`/${id}`, `/${crypto.randomUUID()}`])
    expect(await send(path, { headers: stranger.headers })).toMatchObject({
      status: 404,
      body: { code: "TRANSPORT_NOT_FOUND" },
    });
  const { permissions } = await client.practice.mine.query();
  expect(permissions).toContain("transport:manage");
  const { key } = await client.apiKey.create.mutate({
    name: "lab",
    permissions: ["patient:read", String("transport:read") as "patient:read"],
  });
  const byKey = { authorization: `Bearer ${key}` };
  expect(await send("", { headers: byKey })).toMatchObject({ status: 200 });
  expect(
    await send("", { headers: byKey, body: { patient_id: patientId, destination: "home" } }),
  ).toMatchObject({
    status: 403,
    body: { code: "PERMISSION_DENIED", permission: "transport:manage" },
  });
});

it("has its rows moved by a merge, back by its undo, and named by a refused removal", async () => {
  const { client, headers, patientId } = await register();
  const { body } = await send("", { headers, body: { patient_id: patientId, destination: "home" } });
  const patientOf = async () => (await send(`/${body.id}`, { headers })).body.patient_id;
  const kept = await client.patient.create.mutate({ name: "Ole Wik", gender: "male" });
  const { id: mergeId } = await client.patient.merge.mutate({
    keepId: kept.id,
    mergedId: patientId,
    expectedVersion: "any",
    mergedExpectedVersion: "any",
  });
  expect(await patientOf()).toBe(kept.id);
  await client.patient.unmerge.mutate({ mergeId });
  expect(await patientOf()).toBe(patientId);
  await expect(client.patient.remove.mutate({ id: patientId, expectedVersion: "any" })).rejects.toMatchObject(
    { data: { code: "PATIENT_HAS_RECORDS", records: [{ kind: "transport", count: 1 }] } },
  );
});
