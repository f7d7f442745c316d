import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { type Client, createClient, type Tokens } from "@caretype/client";
import { runImport, uploadImport } from "@caretype/client/import";
import { asId, type PatientId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, migrate, openDatabase, serverRole } from "@caretype/db";
import { openReplicas, type Replicas } from "@caretype/db/replica";
import { createApp, createLogger } from "@caretype/server";
import { startThrowawayCluster, type ThrowawayCluster } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";
import { makeColleague } from "./invite.ts";
import { restOf } from "./rest.ts";

// The whole server with a real standby, whose replay the tests pause.

let cluster: ThrowawayCluster;
let standby: ThrowawayCluster;
let standbyDatabase: DatabaseHandle;
let database: DatabaseHandle;
let replicas: Replicas;
let services: Awaited<ReturnType<typeof createServices>>;
let app: Awaited<ReturnType<typeof createApp>>;
let backend: { url: string; database: DatabaseHandle };
/** The same with tRPC's own handler. */

beforeAll(async () => {
  cluster = await startThrowawayCluster({ hasStandbys: true });
  const url = await cluster.createDatabase("caretype");
  await migrate(url);
  standby = await startThrowawayCluster({ primary: cluster });
  const standbyUrl = Object.assign(new URL(standby.url), { pathname: "/caretype" }).href;
  standbyDatabase = openDatabase({ url: standbyUrl });
  database = openDatabase({ url, role: serverRole });
  replicas = openReplicas({
    urls: [standbyUrl],
    primary: database,
    role: serverRole,
    maxLagMilliseconds: Number.POSITIVE_INFINITY,
  });
  services = await createServices({ database, replicas, settings: serviceSettings });
  services.start();
  app = await createApp({
    services,
    settings: { allowedHosts: ["127.0.0.1"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
  });
  const listening = { host: "127.0.0.1", port: 0 };
  backend = { url: await app.listen(listening), database: openDatabase({ url }) };
});

afterAll(async () => {
  await app.close();
  await services.close();
  await replicas.close();
  await Promise.all([database, standbyDatabase, backend.database].map((handle) => handle.close()));
  await standby.stop();
  await cluster.stop();
});

const pause = () => standbyDatabase.reader.execute(sql`select pg_wal_replay_pause()`);
const resume = () => standbyDatabase.reader.execute(sql`select pg_wal_replay_resume()`);
afterEach(resume);

function clientFor() {
  const kept: { tokens: Tokens | null } = { tokens: null };
  const headers: Headers[] = [];
  const store = {
    read: () => kept.tokens,
    write: (tokens: Tokens | null) => {
      kept.tokens = tokens;
    },
  };
  const fetch = async (target: string, init: RequestInit) => {
    const response = await globalThis.fetch(target, init);
    headers.push(response.headers);
    return response;
  };
  const token = () => kept.tokens?.access ?? "";
  const position = () => headers.at(-1)?.get("caretype-position") ?? null;
  return { client: createClient({ url: backend.url, store, fetch, retry: false }), store, token, position };
}

async function signUp() {
  const signedUp = clientFor();
  await signedUp.client.auth.register({
    email: `${randomUUID()}@example.org`,
    password: "nine lives of a lamp",
  });
  return signedUp;
}

const create = (client: Client, name: string) => client.patient.create.mutate({ name, gender: "female" });
const namesIn = async (client: Client) => (await client.patient.list.query({})).items.map(({ name }) => name);
const counted = () => replicas.report().reads;

/** Resolves when the replica answers a call: it has replayed all changes that the client has seen. */
async function untilReplicaAnswers(client: Client, call: () => Promise<unknown> = () => namesIn(client)) {
  const before = counted().replicas[0] ?? 0;
  const answered = async () => {
    await call();
    return counted().replicas[0];
  };
  await expect.poll(answered).toBeGreaterThan(before);
}

describe("lists, searches and statistics", () => {
  it("are answered by the replica, and every one of them is audited on the primary", async () => {
    const { client } = await signUp();
    const { id } = await create(client, "Ann Lee");
    const calls = [
      () => client.patient.list.query({ q: "ann" }),
      () => client.patient.list.query({ limit: 200 }),
      () => client.patient.count.query({ q: "ann" }),
      () => client.doctor.list.query({}),
      () => client.statistics.overview.query({ timeZone: "UTC" }),
      () => client.patient.history.query({ id }),
    ];
    for (const call of calls) await untilReplicaAnswers(client, call);
    const actions = async () =>
      (await client.audit.list.query({ limit: 200 })).items.map(({ action }) => action);
    // The replica may answer this list before it has the entries of reads.
    await expect
      .poll(actions)
      .toEqual(
        expect.arrayContaining(["patient.count", "doctor.list", "statistics.overview", "patient.history"]),
      );
  });

  it("have the caller's own changes", async () => {
    const { client, store, position } = await signUp();
    await untilReplicaAnswers(client);
    // Another client of the same account has an earlier position.
    const earlier = createClient({ url: backend.url, store });
    await untilReplicaAnswers(earlier);
    await pause();
    await create(client, "Bea May");
    expect(position()).toMatch(/^[\da-f]{16}$/);
    expect(await namesIn(client)).toEqual(["Bea May"]);
    expect((await client.patient.list.query({ q: "bea" })).items).toHaveLength(1);
    await expect.poll(() => namesIn(earlier)).toEqual([]);
    await resume();
    await untilReplicaAnswers(client);
    expect(await namesIn(client)).toEqual(["Bea May"]);
  });

  it("are answered by the primary for a client that has just started, and for REST", async () => {
    const { client, store, token } = await signUp();
    await untilReplicaAnswers(client);
    await pause();
    await create(client, "Cleo Ray");
    expect(await namesIn(createClient({ url: backend.url, store }))).toEqual(["Cleo Ray"]);
    const { body } = await restOf(backend.url, token())("GET /patients");
    expect(body).toMatchObject([{ name: "Cleo Ray" }]);
  });

  it("have what the server has imported for the caller", async () => {
    const { client, position } = await signUp();
    const rows = [{ line: 2, cells: ["Eve Kay", "female"] }];
    const upload = await uploadImport(client, {
      format: "table",
      records: "patient",
      tables: [{ file: "patients.csv", columns: ["Name", "Sex"], rows }],
      table: { mapping: { name: "Name", gender: "Sex" } },
    });
    expect(await runImport(client, upload)).toMatchObject({ state: "done" });
    // Only the progress shows that the import has been committed.
    expect(position()).toMatch(/^[\da-f]{16}$/);
    expect(await namesIn(client)).toEqual(["Eve Kay"]);
    expect(position()).toBeNull();
  });

  it("do not fail for a record that the replica does not have yet", async () => {
    const { client, store } = await signUp();
    const earlier = createClient({ url: backend.url, store });
    await untilReplicaAnswers(earlier);
    await pause();
    const { id } = await create(client, "Dot Fay");
    const { doctors } = await doctorsOf(earlier, id);
    expect(doctors).toEqual([]);
  });
});

const doctorsOf = async (client: Client, patientId: PatientId) => ({
  doctors: (await client.patient.doctors.query({ id: patientId })).items,
});

describe("rights", () => {
  it("are the primary's: a member who was removed reads nothing more from the replica", async () => {
    const owner = await signUp();
    const colleague = await makeColleague(backend, owner.token(), "viewer");
    const tokens = { access: colleague.accessToken, refresh: "none" };
    const client = createClient({
      url: backend.url,
      store: { read: () => tokens, write: () => undefined },
    });
    await untilReplicaAnswers(client);
    await pause();
    await owner.client.member.remove.mutate({ accountId: asId(colleague.id) });
    await expect(client.patient.list.query({})).rejects.toThrow();
  });

  it("come first: a refused call does not ask the primary for its position", async () => {
    const ask = (path: string) => fetch(`${backend.url}/trpc/${path}`);
    for (const path of ["patient.list", "nothing.here", "patient.list,doctor.list?batch=1"]) {
      const { status, headers } = await ask(path);
      expect(status).toBeGreaterThan(400);
      expect(headers.get("caretype-position")).toBeNull();
    }
  });
});
