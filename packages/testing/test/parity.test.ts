import { randomUUID } from "node:crypto";
import { appRouter, type ProcedureMeta, type RestMeta } from "@caretype/api";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

// Every procedure with a REST line, called on both surfaces with the same input in two worlds that are
// alike: the same answer, or the same error.

const backend = await startCaretype();
afterAll(() => backend.stop());

type World = {
  accessToken: string;
  email: string;
  password: string;
  refresh: string;
  patientId: string;
  freePatientId: string;
  doctorId: string;
  freeDoctorId: string;
  assignmentId: string;
};

async function makeWorld(): Promise<World> {
  const { client, email, password } = await backend.signUp();
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
  return {
    accessToken: session.access,
    email,
    password,
    refresh: session.refresh,
    patientId: patient.id,
    freePatientId: freePatient.id,
    doctorId: doctor.id,
    freeDoctorId: freeDoctor.id,
    assignmentId: assignment.id,
  };
}

type Input = Record<string, unknown>;
type Case = (world: World) => Input;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const byId = (id: (world: World) => string, more: Input = {}): Case[] => [
  (world) => ({ id: id(world), ...more }),
  () => ({ id: unknownId, ...more }),
  () => ({ id: "17", ...more }),
];
const none: Case = () => ({});

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
  "account.logout": [none, ({ refresh }) => ({ refresh })],
  "account.logoutEverywhere": [none],
  "practice.mine": [none],
  "practice.update": [
    () => ({ name: "New Name" }),
    () => ({ name: "", expectedVersion: 7 }),
    () => ({ name: "X", expectedVersion: 7 }),
  ],
  "patient.list": [
    none,
    () => ({ limit: 1, sort: "name", gender: "female" }),
    () => ({ q: "bea" }),
    ({ doctorId }) => ({ doctorId }),
    () => ({ limit: 0, sort: "age", cursor: "x" }),
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
    ...byId(({ patientId }) => patientId, { name: "New Name" }),
    ({ patientId }) => ({ id: patientId, expectedVersion: 9, name: "New Name" }),
  ],
  "patient.remove": [...byId(({ freePatientId }) => freePatientId), ({ patientId }) => ({ id: patientId })],
  "patient.doctors": byId(({ patientId }) => patientId),
  "doctor.list": [() => ({ q: "no such doctor" }), () => ({ limit: 500 })],
  "doctor.byId": byId(({ doctorId }) => doctorId),
  "doctor.create": [
    () => ({ name: "E F", yearsOfExperience: 3 }),
    () => ({ name: "E", maxAppointmentsPerDay: -1 }),
  ],
  "doctor.update": byId(({ doctorId }) => doctorId, { contactInfo: "here" }),
  "doctor.remove": [...byId(({ freeDoctorId }) => freeDoctorId), ({ doctorId }) => ({ id: doctorId })],
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
  "assignment.update": byId(({ assignmentId }) => assignmentId, { reasonForVisit: "y" }),
  "assignment.remove": byId(({ assignmentId }) => assignmentId),
  "assignment.removePair": [
    ({ patientId, doctorId }) => ({ patientId, doctorId }),
    ({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId }),
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

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [rename(name), renamed(part, rename)]),
  );
}

async function callRest({ rest: { line } }: Procedure, world: World, input: Input): Promise<Outcome> {
  const rest = { ...input };
  const filled = line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name] ?? "");
    delete rest[name];
    return value;
  });
  const isQuery = line.startsWith("GET");
  const query = isQuery
    ? `?${new URLSearchParams(Object.fromEntries(Object.entries(rest).map(([name, value]) => [snake(name), String(value)])))}`
    : "";
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
    .replace(/"(access|refresh|nextCursor)":"[^"]+"/g, '"$1":"opaque"');
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
const worldsFor = ({ type }: Procedure) =>
  type === "query" ? sharedWorlds : Promise.all([makeWorld(), makeWorld()]);

describe.each(procedures)("$path", (procedure) => {
  it("answers alike on both surfaces", async () => {
    const statuses = await Promise.all(
      (cases[procedure.path] ?? []).map(async (makeInput) => {
        const [one, other] = await worldsFor(procedure);
        const [typed, plain] = await Promise.all([
          callTyped(procedure, one, makeInput(one)),
          callRest(procedure, other, makeInput(other)),
        ]);
        expect(comparable(plain)).toEqual(comparable(typed));
        return plain.status;
      }),
    );
    expect(statuses).toContain(procedure.rest.status);
  });
});
