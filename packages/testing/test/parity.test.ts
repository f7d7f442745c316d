import { randomUUID } from "node:crypto";
import { appRouter, type ProcedureMeta, type RestMeta } from "@caretype/api";
import { noteImport, noteMerge } from "@caretype/db/testing";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { importCases } from "./parity-cases/import.ts";
import { mailedLinkCases } from "./parity-cases/mailed-links.ts";
import { memberCases } from "./parity-cases/member.ts";
import { passkeyCases } from "./parity-cases/passkey.ts";
import { secondFactorCases } from "./parity-cases/second-factor.ts";
import { sessionCases } from "./parity-cases/session.ts";
import { staffCases, staffWorld } from "./parity-cases/staff.ts";
import { restOf } from "./rest.ts";

// Every procedure with a REST line, called on both surfaces with the same input in two worlds that are
// alike: the same answer, or the same error.

const backend = await startCaretype();
afterAll(() => backend.stop());

type World = {
  accessToken: string;
  accountId: string;
  email: string;
  password: string;
  refresh: string;
  patientId: string;
  freePatientId: string;
  doctorId: string;
  freeDoctorId: string;
  assignmentId: string;
  importId: string;
  mergeId: string;
  usedImportId: string;
  removedPatientId: string;
  /** Removed by a merge. */
  mergedPatientId: string;
  removedDoctorId: string;
  removedAssignmentId: string;
  /** Its patient is removed, too. */
  blockedAssignmentId: string;
  /** An instant after which nothing more was made. */
  madeBefore: string;
};

type Client = Awaited<ReturnType<typeof backend.signUp>>["client"];

async function makeWorld(): Promise<World> {
  const { client, accountId, email, password } = await backend.signUp();
  const [patient, freePatient] = [
    await client.patient.create.mutate({ name: "Ann Lee", gender: "female", age: 40 }),
    await client.patient.create.mutate({ name: "Bea Ito", gender: "female", dateOfBirth: "1990-05-05" }),
  ];
  const [doctor, freeDoctor] = [
    await client.doctor.create.mutate({ name: "Cy Fox", specialization: "PED" }),
    await client.doctor.create.mutate({ name: "Di Ray" }),
  ];
  const assignment = await client.assignment.create.mutate({ patientId: patient.id, doctorId: doctor.id });
  const session = await backend.client().auth.login({ email, password });
  const removed = await makeRemoved(client, { patientId: freePatient.id, doctorId: freeDoctor.id });
  return {
    accessToken: session.access,
    accountId,
    email,
    password,
    refresh: session.refresh,
    patientId: patient.id,
    freePatientId: freePatient.id,
    doctorId: doctor.id,
    freeDoctorId: freeDoctor.id,
    assignmentId: assignment.id,
    importId: await noteImport(backend.database.reader, accountId, freePatient.id),
    usedImportId: await noteImport(backend.database.reader, accountId, patient.id),
    mergeId: await noteMerge(backend.database.reader, patient.id, removed.mergedPatientId),
    ...removed,
    madeBefore: new Date(Date.now() + 1).toISOString(),
  };
}

async function makeRemoved(client: Client, pair: { patientId: string; doctorId: string }) {
  const patient = await client.patient.create.mutate({ name: "Ed Gone", gender: "male" });
  const merged = await client.patient.create.mutate({ name: "Eddy Gone", gender: "male" });
  await client.patient.remove.mutate({ id: merged.id, expectedVersion: 1 });
  const doctor = await client.doctor.create.mutate({ name: "Flo Gone" });
  const blocked = await client.assignment.create.mutate({ patientId: patient.id, doctorId: doctor.id });
  const removed = await client.assignment.create.mutate(pair);
  for (const { id } of [blocked, removed]) await client.assignment.remove.mutate({ id, expectedVersion: 1 });
  await client.patient.remove.mutate({ id: patient.id, expectedVersion: 1 });
  await client.doctor.remove.mutate({ id: doctor.id, expectedVersion: 1 });
  return {
    removedPatientId: patient.id,
    mergedPatientId: merged.id,
    removedDoctorId: doctor.id,
    removedAssignmentId: removed.id,
    blockedAssignmentId: blocked.id,
  };
}

type Input = Record<string, unknown>;
/** What has to be there first, it may make. */
type Case = (world: World) => Input | Promise<Input>;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const byId = (id: (world: World) => string, more: Input = {}): Case[] => [
  (world) => ({ id: id(world), ...more }),
  () => ({ id: unknownId, ...more }),
  () => ({ id: "17", ...more }),
];
const none: Case = () => ({});
const merging = (keepId: string, mergedId: string) => ({
  ...{ keepId, expectedVersion: 1, mergedId, mergedExpectedVersion: "any" },
});

/** What has cases in several files has all of them. */
function joined(...parts: Record<string, Case[]>[]): Record<string, Case[]> {
  const all: Record<string, Case[]> = {};
  for (const [path, cases] of parts.flatMap(Object.entries<Case[]>))
    all[path] = [...(all[path] ?? []), ...cases];
  return all;
}

/** Inputs for each procedure: one that succeeds, and some that fail. A procedure without a row fails below. */
const cases: Record<string, Case[]> = {
  "account.register": [
    () => ({ email: `${randomUUID()}@example.org`, password: "long enough then" }),
    ({ email }) => ({ email, password: "long enough then" }),
    () => ({ email: "nobody", password: "short" }),
    none,
  ],
  "account.login": [
    ({ email, password }) => ({ email, password }),
    ({ email }) => ({ email, password: "wrong password" }),
    none,
  ],
  "account.refresh": [({ refresh }) => ({ refresh }), () => ({ refresh: "made-up" }), none],
  "account.me": [none],
  "account.update": [
    () => ({ name: "  New Name " }),
    () => ({ name: "" }),
    () => ({ name: "x".repeat(201) }),
    none,
  ],
  "account.logout": [none, ({ refresh }) => ({ refresh })],
  "account.logoutEverywhere": [none],
  ...joined(secondFactorCases(backend.url), passkeyCases(backend.url)),
  ...staffCases(backend.url),
  ...memberCases(backend),
  ...mailedLinkCases(backend),
  ...sessionCases(backend.url),
  "practice.mine": [none],
  "practice.updateSecondFactor": [
    () => ({ secondFactor: "optional", graceDays: 30, expectedVersion: "any" }),
    () => ({ secondFactor: "required", expectedVersion: "any" }),
    () => ({ secondFactor: "sometimes", graceDays: 91, expectedVersion: 7 }),
  ],
  "practice.update": [
    () => ({ name: "New Name", expectedVersion: "any" }),
    () => ({ name: "", expectedVersion: 7 }),
    () => ({ name: "X", expectedVersion: 7 }),
  ],
  "patient.list": [
    none,
    () => ({ limit: 1, sort: "name", gender: "female" }),
    () => ({ q: "bea" }),
    ({ doctorId }) => ({ doctorId }),
    () => ({ minAge: 18, maxAge: 39 }),
    () => ({ limit: 0, sort: "age", cursor: "x", maxAge: 151 }),
  ],
  "patient.byId": byId(({ patientId }) => patientId),
  "patient.create": [
    () => ({
      firstName: "A",
      lastName: "B",
      gender: "other",
      age: 3,
      phoneNumber: "1",
      email: "a@example.org",
    }),
    () => ({ gender: "x", age: 200, email: "x", dateOfBirth: "2023-02-30" }),
  ],
  "patient.update": [
    ...byId(({ patientId }) => patientId, { expectedVersion: "any", name: "New Name" }),
    ({ patientId }) => ({ id: patientId, expectedVersion: 9, name: "New Name" }),
  ],
  "patient.remove": [
    ...byId(({ freePatientId }) => freePatientId, { expectedVersion: "any" }),
    ({ patientId }) => ({ id: patientId, expectedVersion: "any" }),
    ({ patientId }) => ({ id: patientId, expectedVersion: "any", unassign: true }),
    ({ freePatientId }) => ({ id: freePatientId, expectedVersion: 9 }),
  ],
  "patient.duplicates": byId(({ patientId }) => patientId),
  "patient.merge": [
    ({ patientId, freePatientId }) => merging(patientId, freePatientId),
    ({ patientId }) => merging(patientId, patientId),
    ({ patientId }) => merging(patientId, unknownId),
    ({ patientId, freePatientId }) => ({ ...merging(patientId, freePatientId), expectedVersion: 7 }),
    ({ patientId }) => merging(patientId, "17"),
  ],
  "patient.unmerge": [
    ({ mergeId }) => ({ mergeId }),
    () => ({ mergeId: unknownId }),
    () => ({ mergeId: "17" }),
  ],
  "patient.merges": [...byId(({ patientId }) => patientId), ({ patientId }) => ({ id: patientId, limit: 0 })],
  "patient.removed": [none, () => ({ limit: 0 })],
  "patient.restore": [
    ...byId(({ removedPatientId }) => removedPatientId),
    ({ patientId }) => ({ id: patientId }),
    ({ mergedPatientId }) => ({ id: mergedPatientId }),
  ],
  "patient.history": [
    ...byId(({ patientId }) => patientId),
    ({ removedPatientId }) => ({ id: removedPatientId, limit: 1 }),
    ({ removedPatientId }) => ({ id: removedPatientId, limit: 0, cursor: "x" }),
  ],
  "patient.asOf": [
    ...byId(({ patientId }) => patientId, { at: "2999-01-01T00:00:00+01:00" }),
    ({ patientId }) => ({ id: patientId, at: "2001-01-01T00:00:00Z" }),
    ({ removedPatientId }) => ({ id: removedPatientId, at: "2999-01-01T00:00:00Z" }),
    ({ patientId }) => ({ id: patientId, at: "yesterday" }),
  ],
  "patient.diff": [
    ...byId(({ patientId }) => patientId, { from: 1 }),
    ({ removedPatientId }) => ({ id: removedPatientId, from: 1, to: 2 }),
    ({ patientId }) => ({ id: patientId, from: 1, to: 7 }),
    ({ patientId }) => ({ id: patientId, from: 0 }),
  ],
  "patient.revert": [
    ...byId(({ patientId }) => patientId, { version: 1, expectedVersion: "any" }),
    ({ patientId }) => ({ id: patientId, version: 1, expectedVersion: 9 }),
    ({ patientId }) => ({ id: patientId, version: 7, expectedVersion: "any" }),
  ],
  "patient.doctors": byId(({ patientId }) => patientId),
  ...importCases(backend),
  "doctor.list": [() => ({ q: "no such doctor" }), () => ({ limit: 500 })],
  "doctor.workload": [
    ({ doctorId, freeDoctorId }) => ({ ids: [doctorId, freeDoctorId] }),
    ({ doctorId }) => ({ ids: [doctorId] }),
    () => ({ ids: [unknownId] }),
    () => ({ ids: ["17"] }),
    none,
  ],
  "doctor.specializations": [none],
  "doctor.mayChange": [none, ...byId(({ doctorId }) => doctorId)],
  "doctor.byId": byId(({ doctorId }) => doctorId),
  "doctor.create": [
    () => ({ name: "E F", yearsOfExperience: 3 }),
    () => ({ name: "E", maxAppointmentsPerDay: -1 }),
  ],
  "doctor.update": byId(({ doctorId }) => doctorId, { expectedVersion: "any", contactInfo: "here" }),
  "doctor.remove": [
    ...byId(({ freeDoctorId }) => freeDoctorId, { expectedVersion: "any" }),
    ({ doctorId }) => ({ id: doctorId, expectedVersion: "any" }),
  ],
  "doctor.removed": [() => ({ limit: 1 }), () => ({ cursor: "x" })],
  "doctor.restore": [...byId(({ removedDoctorId }) => removedDoctorId), ({ doctorId }) => ({ id: doctorId })],
  "doctor.history": [
    ...byId(({ doctorId }) => doctorId),
    ({ removedDoctorId }) => ({ id: removedDoctorId, limit: 1 }),
    ({ removedDoctorId }) => ({ id: removedDoctorId, limit: 0, cursor: "x" }),
  ],
  "doctor.asOf": [
    ...byId(({ doctorId }) => doctorId, { at: "2999-01-01T00:00:00+01:00" }),
    ({ doctorId }) => ({ id: doctorId, at: "2001-01-01T00:00:00Z" }),
    ({ removedDoctorId }) => ({ id: removedDoctorId, at: "2999-01-01T00:00:00Z" }),
    ({ doctorId }) => ({ id: doctorId, at: "yesterday" }),
  ],
  "doctor.diff": [
    ...byId(({ doctorId }) => doctorId, { from: 1 }),
    ({ removedDoctorId }) => ({ id: removedDoctorId, from: 1, to: 2 }),
    ({ doctorId }) => ({ id: doctorId, from: 1, to: 7 }),
    ({ doctorId }) => ({ id: doctorId, from: 0 }),
  ],
  "doctor.revert": [
    ...byId(({ doctorId }) => doctorId, { version: 1, expectedVersion: "any" }),
    ({ doctorId }) => ({ id: doctorId, version: 1, expectedVersion: 9 }),
    ({ doctorId }) => ({ id: doctorId, version: 7, expectedVersion: "any" }),
  ],
  "assignment.list": [none, ({ patientId }) => ({ patientId, sort: "oldest" }), () => ({ limit: 0 })],
  "assignment.listForPatient": [
    ({ patientId }) => ({ patientId }),
    () => ({ patientId: unknownId }),
    () => ({ patientId: "17" }),
  ],
  "assignment.lookup": [...byId(({ assignmentId }) => assignmentId), ({ patientId }) => ({ id: patientId })],
  "assignment.create": [
    ({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId, reasonForVisit: "x" }),
    ({ patientId, doctorId }) => ({ patientId, doctorId }),
    ({ patientId }) => ({ patientId, doctorId: unknownId }),
    none,
  ],
  "assignment.update": byId(({ assignmentId }) => assignmentId, {
    expectedVersion: "any",
    reasonForVisit: "y",
  }),
  "assignment.remove": byId(({ assignmentId }) => assignmentId, { expectedVersion: "any" }),
  "assignment.removed": [
    none,
    () => ({ limit: 500 }),
    ({ removedPatientId }) => ({ patientId: removedPatientId }),
    () => ({ patientId: "x" }),
  ],
  "assignment.restore": [
    ...byId(({ removedAssignmentId }) => removedAssignmentId),
    ({ blockedAssignmentId }) => ({ id: blockedAssignmentId }),
  ],
  "assignment.history": [
    ...byId(({ assignmentId }) => assignmentId),
    ({ removedAssignmentId }) => ({ id: removedAssignmentId, limit: 1 }),
    ({ removedAssignmentId }) => ({ id: removedAssignmentId, limit: 0, cursor: "x" }),
  ],
  "assignment.asOf": [
    ...byId(({ assignmentId }) => assignmentId, { at: "2999-01-01T00:00:00+01:00" }),
    ({ assignmentId }) => ({ id: assignmentId, at: "2001-01-01T00:00:00Z" }),
    ({ removedAssignmentId }) => ({ id: removedAssignmentId, at: "2999-01-01T00:00:00Z" }),
    ({ assignmentId }) => ({ id: assignmentId, at: "yesterday" }),
  ],
  "assignment.diff": [
    ...byId(({ assignmentId }) => assignmentId, { from: 1 }),
    ({ removedAssignmentId }) => ({ id: removedAssignmentId, from: 1, to: 2 }),
    ({ assignmentId }) => ({ id: assignmentId, from: 1, to: 7 }),
    ({ assignmentId }) => ({ id: assignmentId, from: 0 }),
  ],
  "assignment.revert": [
    ...byId(({ assignmentId }) => assignmentId, { version: 1, expectedVersion: "any" }),
    ({ assignmentId }) => ({ id: assignmentId, version: 1, expectedVersion: 9 }),
    ({ assignmentId }) => ({ id: assignmentId, version: 7, expectedVersion: "any" }),
  ],
  "assignment.removePair": [
    ({ patientId, doctorId }) => ({ patientId, doctorId, expectedVersion: "any" }),
    ({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId, expectedVersion: "any" }),
  ],
  "statistics.patientGrowth": [
    () => ({ timeZone: "Europe/Zurich", months: 2 }),
    () => ({ timeZone: "Mars/Olympus", months: 0 }),
    none,
  ],
  "statistics.patientGroups": [none],
  "statistics.doctorLoad": [none, () => ({ most: 1 }), () => ({ most: 0 })],
  "statistics.today": [() => ({ timeZone: "America/St_Johns" }), () => ({ timeZone: "+01:00" }), none],
  "audit.list": [
    ({ patientId, madeBefore }) => ({ subjectId: patientId, until: madeBefore, sort: "oldest", limit: 1 }),
    ({ madeBefore }) => ({ action: "patient.create", outcome: "ok", until: madeBefore }),
    () => ({ accountId: unknownId }),
    () => ({ limit: 201, sort: "name", accountId: "17", from: "yesterday", cursor: "x" }),
  ],
  "audit.breakGlass": [() => ({ limit: 2 }), () => ({ limit: 0, cursor: "x" })],
  "audit.accessReport": [
    ({ patientId, madeBefore }) => ({ patientId, until: madeBefore }),
    ({ removedPatientId, madeBefore }) => ({ patientId: removedPatientId, until: madeBefore, limit: 2 }),
    () => ({ patientId: unknownId }),
    () => ({ patientId: "17", limit: 1_001 }),
    ({ patientId }) => ({ patientId, cursor: "x" }),
  ],
};

type Procedure = { path: string; type: string; rest: RestMeta };
type Outcome = { status: number; data?: unknown; code?: unknown; errors?: unknown };

async function callTyped({ path, type }: Procedure, world: World, input: Input): Promise<Outcome> {
  const isQuery = type === "query";
  const query = isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const response = await fetch(`${backend.url}/trpc/${path}${query}`, {
    method: isQuery ? "GET" : "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${world.accessToken}` },
    ...(isQuery ? {} : { body: JSON.stringify(input) }),
  });
  const { result, error } = JSON.parse(await response.text());
  if (error)
    return { status: response.status, code: error.data.code, errors: error.data.errors ?? undefined };
  return { status: response.status, data: result.data };
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Names that somebody else has specified are the same on both surfaces. */
const keepsNames = /^(response|passkey)$/;

/** Whose values are names of fields. */
const namesFields = /fields(_left|Left)?$/i;

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      rename(name),
      namesFields.test(name) && Array.isArray(part)
        ? part.map(rename)
        : keepsNames.test(name)
          ? part
          : renamed(part, rename),
    ]),
  );
}

/** A list is its name with each value. */
function queryOf(fields: Input): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) query.append(snake(name), String(one));
  return query;
}

async function callRest({ rest: { line } }: Procedure, world: World, input: Input): Promise<Outcome> {
  const rest = { ...input };
  const filled = line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name] ?? "");
    delete rest[name];
    return value;
  });
  const isQuery = line.startsWith("GET");
  const query = isQuery ? `?${queryOf(rest)}` : "";
  const answer = await restOf(backend.url, world.accessToken)(
    `${filled}${query}`,
    isQuery ? undefined : renamed(rest, snake),
  );
  const body = renamed(answer.body, camel);
  if (answer.status >= 400) {
    const { code, errors } = Object(body);
    return { status: answer.status, code, errors };
  }
  if (!Array.isArray(body)) return { status: answer.status, data: body };
  const [, next] = /cursor=([^&>]+)/.exec(answer.headers.get("link") ?? "") ?? [];
  return { status: answer.status, data: { items: body, nextCursor: next ?? null } };
}

/** What differs between two worlds, made alike: ids by their order, instants, tokens, addresses. */
function comparable({ status, ...outcome }: Outcome): unknown {
  const labels = new Map<string, string>();
  const text = JSON.stringify(outcome)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const label = labels.get(id) ?? `id-${labels.size}`;
      labels.set(id, label);
      return label;
    })
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "instant")
    .replace(/"(access|refresh|nextCursor|secret|uri|qrCode|key|hint|link)":"[^"]+"/g, '"$1":"opaque"')
    .replace(/"(id|challenge)":"([\w-]{43}|[\w-]{22})"/g, '"$1":"opaque"')
    .replace(/"recoveryCodes":\[[^\]]+\]/, '"recoveryCodes":"opaque"');
  return { isError: status >= 400 ? status : false, ...JSON.parse(text) };
}

type Walked = { _def: { type: string; meta?: ProcedureMeta } };
// tRPC's types do not say that a procedure has its definition; the router's tests hold that it does.
const definitionOf = (procedure: unknown) => (procedure as Walked)._def;

const procedures: Procedure[] = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => {
  const { type, meta } = definitionOf(procedure);
  return meta?.rest ? [{ path, type, rest: meta.rest }] : [];
});

it("has cases for every procedure with a REST line", () => {
  expect(Object.keys(cases).toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});

/** What only reads shares its worlds; what writes gets its own. */
const sharedWorlds = Promise.all([makeWorld(), makeWorld()]);
async function worldsFor({ type, path }: Procedure): Promise<[World, World]> {
  if (path.startsWith("staff.")) {
    const [one, other] = await sharedWorlds;
    return Promise.all([staffWorld(backend, one), staffWorld(backend, other)]);
  }
  return type === "query" ? sharedWorlds : Promise.all([makeWorld(), makeWorld()]);
}

/** Refused, or answered otherwise, while another one is at it, whoever's. */
const oneAtATime: readonly string[] = ["import.undo", "import.check", "import.run"];

/** What is no id is in an address the same as an unknown one; on the typed surface it is not valid. */
function asInAddress({ rest: { line } }: Procedure, input: Input): Input {
  const inPath = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const replaced = inPath.filter((name) => !isId.test(String(input[name])));
  return { ...input, ...Object.fromEntries(replaced.map((name) => [name, unknownId])) };
}

/** Of a record, or of a passkey. */
const isId = /^[\w-]{20,}$/;

async function statusOf(procedure: Procedure, makeInput: Case): Promise<number> {
  const [one, other] = await worldsFor(procedure);
  const typed = await callTyped(procedure, one, asInAddress(procedure, await makeInput(one)));
  const plain = await callRest(procedure, other, await makeInput(other));
  expect(comparable(plain)).toEqual(comparable(typed));
  return plain.status;
}

describe.each(procedures)("$path", (procedure) => {
  it("answers alike on both surfaces, and to what is no id in an address as to an unknown one", async () => {
    const inputs = cases[procedure.path] ?? [];
    const statuses = [];
    if (oneAtATime.includes(procedure.path)) {
      for (const makeInput of inputs) statuses.push(await statusOf(procedure, makeInput));
    } else {
      statuses.push(...(await Promise.all(inputs.map((makeInput) => statusOf(procedure, makeInput)))));
    }
    expect(statuses).toContain(procedure.rest.status);
  });
});
