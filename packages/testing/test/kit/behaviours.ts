import { randomUUID } from "node:crypto";
import {
  type Client,
  currentRecord,
  errorCode,
  fieldErrors,
  isAborted,
  type Patient,
} from "@caretype/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestPractice } from "../../src/kit/practice.ts";

/** Any backend: the kit, a running server, or the mock. */
export type AnyBackend = {
  anonymous(): Client;
  practice(): Promise<TestPractice>;
  stop(): Promise<void>;
  /** Missing for the mock, which has `send`. */
  url?: string;
  /** Sends a raw request to `/trpc`. Default: to `url`. */
  send?: Send;
};

type Send = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>;

/** A backend with the server's rules and an address. */
export type ServedBackend = AnyBackend & { url: string };

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => errorCode(error),
  );
const namesOf = ({ items }: { items: Patient[] }) => items.map(({ name }) => name);

let backend: AnyBackend;
let practice: TestPractice;
let owner: Client;

function startedBy(start: () => Promise<AnyBackend>) {
  beforeAll(async () => {
    backend = await start();
    practice = await backend.practice();
    owner = practice.client;
  });
  afterAll(() => backend.stop());
}

/** Behaviours that an app relies on. Every kind of backend must pass these, so that tests match the server. */
function commonBehaviours() {
  describe("accounts", accounts);
  describe("records", records);
  describe("lists", lists);
  describe("roles and practices", permissions);
  describe("withheld fields", withheldFields);
  describe("calls", calls);
}

/** For the mock, which lacks rules of the server's schemas and of PostgreSQL. */
export function describeCommonBehaviours(start: () => Promise<AnyBackend>) {
  startedBy(start);
  commonBehaviours();
}

export function describeBehaviours(start: () => Promise<ServedBackend>) {
  const started: { backend?: ServedBackend } = {};
  startedBy(async () => {
    started.backend = await start();
    return started.backend;
  });
  commonBehaviours();
  describe("rules of records", rules);
  describe("appointments", appointments);

  it("a call by REST without a session is refused", async () => {
    const response = await fetch(`${started.backend?.url}/api/patients`);
    expect([response.status, await response.json()]).toMatchObject([401, { code: "UNAUTHENTICATED" }]);
  });
}

function accounts() {
  it("register, sign in and sign out", async () => {
    const [email, password] = [`${randomUUID()}@example.org`, "nine lives of a lamp"];
    await backend.anonymous().auth.register({ email, password });
    const client = backend.anonymous();
    expect(await codeOf(client.auth.login({ email, password: "another lamp" }))).toBe("INVALID_CREDENTIALS");
    expect(await client.auth.login({ email, password })).toMatchObject({ user: { email } });
    expect(await client.practice.mine.query()).toMatchObject({ role: "owner" });
    await client.auth.logout();
    expect(await codeOf(client.practice.mine.query())).toBe("UNAUTHENTICATED");
  });
}

function records() {
  it("are created, read, changed, removed and restored", async () => {
    const { id, version } = await practice.create.patient({ name: "Jane Roe" });
    const changed = await owner.patient.update.mutate({ id, expectedVersion: version, address: "1 Elm St" });
    expect(await owner.patient.byId.query({ id })).toEqual(changed);
    await owner.patient.remove.mutate({ id, expectedVersion: changed.version });
    expect(await codeOf(owner.patient.byId.query({ id }))).toBe("PATIENT_NOT_FOUND");
    await owner.patient.restore.mutate({ id });
    expect(await owner.patient.byId.query({ id })).toMatchObject({ name: "Jane Roe", address: "1 Elm St" });
  });

  it("refuse a stale version, and show the current record", async () => {
    const { id, version } = await practice.create.patient();
    const changed = await owner.patient.update.mutate({ id, expectedVersion: version, address: "1 Elm St" });
    const late = owner.patient.update.mutate({ id, expectedVersion: version, address: "2 Oak St" });
    expect(await late.catch((error: unknown) => currentRecord(error, "patient"))).toEqual(changed);
  });
}

function rules() {
  it("refuse invalid fields, by their names", async () => {
    const refused = await practice.create
      .patient({ name: " ", dateOfBirth: "1900-02-30" })
      .catch(fieldErrors);
    expect(Object.keys(refused ?? {}).sort()).toEqual(["dateOfBirth", "name"]);
  });

  it("refuse what already exists, and what others depend on", async () => {
    const { patientId, doctorId } = await practice.create.assignment();
    expect(await codeOf(practice.create.assignment({ patientId, doctorId }))).toBe("ALREADY_ASSIGNED");
    const removal = owner.patient.remove.mutate({ id: patientId, expectedVersion: "any" });
    expect(await codeOf(removal)).toBe("PATIENT_HAS_ASSIGNMENTS");
  });
}

function lists() {
  it("search, sort and come in pages", async () => {
    const { client, create } = await backend.practice();
    for (const name of ["Ann Lee", "Bo Lee", "Cy Lee", "Di Moe"]) await create.patient({ name });
    const query = { q: "lee", sort: "name", limit: 2 } as const;
    const first = await client.patient.list.query(query);
    expect(namesOf(first)).toEqual(["Ann Lee", "Bo Lee"]);
    const second = await client.patient.list.query({ ...query, cursor: first.nextCursor ?? "" });
    expect(namesOf(second)).toEqual(["Cy Lee"]);
    expect(second.nextCursor).toBeNull();
    const all: string[] = [];
    for await (const { name } of client.patient.list.pages({ sort: "name", limit: 2 })) all.push(name);
    expect(all).toEqual(["Ann Lee", "Bo Lee", "Cy Lee", "Di Moe"]);
  });

  it("refuse a page of no size", async () => {
    const errorsFor = async (limit: number) =>
      fieldErrors(await owner.patient.list.query({ limit }).catch((error: unknown) => error));
    expect(await Promise.all([-1, 0, 1.5, 201].map(errorsFor))).toEqual([
      { limit: ["Has to be at least 1"] },
      { limit: ["Has to be at least 1"] },
      { limit: ["Has to be a whole number"] },
      { limit: ["Has to be at most 200"] },
    ]);
  });
}

function permissions() {
  it("let each role do what it may", async () => {
    const { id } = await practice.create.patient();
    const [viewer, reception] = await Promise.all([practice.as("viewer"), practice.as("reception")]);
    const born = { name: "Al Poe", gender: "male" } as const;
    expect(await codeOf(viewer.patient.create.mutate(born))).toBe("PERMISSION_DENIED");
    expect(await reception.patient.create.mutate(born)).toMatchObject(born);
    const removal = { id, expectedVersion: "any" } as const;
    expect(await codeOf(reception.patient.remove.mutate(removal))).toBe("PERMISSION_DENIED");
    expect(await reception.practice.mine.query()).toMatchObject({ role: "reception" });
    expect((await viewer.practice.mine.query()).permissions).not.toContain("patient:create");
  });

  it("hide a practice's records from others", async () => {
    const { id } = await practice.create.patient();
    const { client } = await backend.practice();
    expect(await codeOf(client.patient.byId.query({ id }))).toBe("PATIENT_NOT_FOUND");
    expect((await client.patient.list.query()).items).toEqual([]);
  });
}

function withheldFields() {
  it("are null for roles that may not see them", async () => {
    const { id } = await practice.create.patient({ medicalHistory: "Asthma" });
    const [reception, clinician] = await Promise.all([practice.as("reception"), practice.as("clinician")]);
    expect((await reception.patient.byId.query({ id })).medicalHistory).toBeNull();
    expect((await clinician.patient.byId.query({ id })).medicalHistory).toBe("Asthma");
    const shown = async ({ patient }: Client) =>
      (await patient.list.query()).items.find((one) => one.id === id);
    expect((await shown(reception))?.medicalHistory).toBeNull();
    expect((await shown(clinician))?.medicalHistory).toBe("Asthma");
  });
}

function appointments() {
  it("take a slot, which a cancellation frees", async () => {
    const { id, doctorId, visitTypeId, startsAt } = await practice.create.appointment();
    const again = () => practice.create.appointment({ doctorId, visitTypeId, startsAt });
    expect(await codeOf(again())).toBe("SLOT_TAKEN");
    await owner.appointment.cancel.mutate({ id, expectedVersion: "any", reason: "The patient is away" });
    expect(await again()).toMatchObject({ status: "booked", startsAt });
  });
}

function calls() {
  it("with the same idempotency key run once", async () => {
    const options = { context: { idempotencyKey: randomUUID() } };
    const input = { name: "Eve Fox", gender: "female" } as const;
    const [one, two] = await Promise.all([
      owner.patient.create.mutate(input, options),
      owner.patient.create.mutate(input, options),
    ]);
    expect(two).toEqual(one);
  });

  it("can be cancelled", async () => {
    const error = await owner.patient.list
      .query({}, { signal: AbortSignal.abort() })
      .catch((thrown: unknown) => thrown);
    expect(isAborted(error)).toBe(true);
  });

  it("that cannot be read are refused, each in a batch", async () => {
    const headers = {
      authorization: `Bearer ${await owner.auth.accessToken()}`,
      "content-type": "application/json",
    };
    const answerTo = async (path: string, body: string, method = "POST") => {
      const send: Send = backend.send ?? ((to, init) => fetch(`${backend.url}/trpc/${to}`, init));
      const response = await send(path, { method, headers, ...(method === "POST" && { body }) });
      const answer: unknown = await response.json();
      const codes = [answer].flat().map((one) => Object(one).error.data.code);
      return [response.status, Array.isArray(answer), codes];
    };
    const [code, batch] = ["MALFORMED_REQUEST", "patient.list,patient.count?batch=1"];
    expect(await answerTo("patient.list", "{")).toEqual([400, false, [code]]);
    expect(await answerTo("patient.list?input={", "", "GET")).toEqual([400, false, [code]]);
    expect(await answerTo(batch, "{")).toEqual([400, true, [code, code]]);
    expect(await answerTo("patient.%ZZ", "{}")).toEqual([400, false, [code]]);
    expect(await answerTo("patient.list,patient.%ZZ?batch=1", "{}")).toEqual([400, false, [code]]);
    headers.authorization = "Bearer nobody";
    expect(await answerTo("patient.list", "{")).toEqual([401, false, ["UNAUTHENTICATED"]]);
  });

  it("without a session are refused", async () => {
    expect(await codeOf(backend.anonymous().patient.list.query())).toBe("UNAUTHENTICATED");
  });
}
