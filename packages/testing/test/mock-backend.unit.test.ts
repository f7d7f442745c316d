import {
  createClient,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  memoryStore,
  type Patient,
  patientId,
  retryAfterMs,
} from "@caretype/client";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { contract } from "../src/mock/contract.ts";
import { createMockBackend, type MockBackend, MockFailure } from "../src/mock/mock-backend.ts";
import { asShape, onlyByShape } from "../write-contract.ts";

const ann = { name: "Ann Lee", gender: "female" } as const;
const caught = (call: Promise<unknown>) => call.then(String, (thrown: unknown) => thrown);

describe("what is misspelled is refused, as runners of tests check no types", () => {
  const list = () => ({ items: [], nextCursor: null });
  it.each<[object, object, string]>([
    [{ patients: { list } }, {}, "There is no procedure patients.list: did you mean patient.list?"],
    [{ patient: { lists: list } }, {}, "There is no procedure patient.lists: did you mean patient.list?"],
    [{ patient: { list: list() } }, {}, "The handler of patient.list is not a function"],
    [{}, { example: false }, "There is no option example: did you mean examples?"],
    [{}, { role: "boss" }, "There is no role boss, only owner, clinician, reception, viewer"],
  ])("in handlers %j and options %j", (handlers, options, message) => {
    expect(() => createMockBackend(handlers, options)).toThrow(message);
  });

  it("in what a test asks for later, too", () => {
    const { as, calls, example, failNext } = createMockBackend();
    const fail = (code: string, options = {}) => failNext(code as "INTERNAL", options);
    const unknown = "patient.creat" as "patient.create";
    for (const ask of [
      () => calls(unknown),
      () => example(unknown),
      () => fail("INTERNAL", { procedure: unknown }),
    ])
      expect(ask).toThrow("There is no procedure patient.creat: did you mean patient.create?");
    expect(() => fail("PATIENT_NOTFOUND")).toThrow("did you mean PATIENT_NOT_FOUND?");
    expect(() => fail("INTERNAL", { time: 2 })).toThrow("There is no option time: did you mean times?");
    expect(() => as("recepton" as "reception")).toThrow("did you mean reception?");
  });
});

describe("answers", () => {
  it("are the contract's examples, if nothing else is there", async () => {
    const { client, example } = createMockBackend();
    expect(await client.statistics.today.query()).toEqual(example("statistics.today"));
    expect((await client.patient.list.query()).items).toEqual([example("patient.byId")]);
    expect(await client.patient.byId.query({ id: example("patient.byId").id })).toMatchObject({
      name: "Jane Roe",
    });
  });

  it("of free slots are on the first day asked for that is to come, and of the doctor asked for", async () => {
    const { client, example } = createMockBackend();
    const doctor = await client.doctor.create.mutate({ name: "Sam Poe", specialization: "CARD" });
    const ids = { doctorId: doctor.id, visitTypeId: example("visitType.byId").id };
    const slots = async (from: string, to: string) =>
      (await client.appointment.slots.query({ ...ids, from, to })).items;
    expect(await slots("2999-02-03", "2999-02-04")).toEqual([
      expect.objectContaining({
        doctorId: doctor.id,
        doctorName: "Sam Poe",
        startsAt: "2999-02-03T09:30:00Z",
        endsAt: "2999-02-03T09:50:00Z",
      }),
    ]);
    expect(await slots("2020-02-03", "2020-02-04")).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    const [soon] = await slots(today, new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
    expect(Date.parse(soon?.startsAt ?? "")).toBeGreaterThan(Date.now());
  });

  it("of other procedures have the fields of the input", async () => {
    const { client } = createMockBackend();
    const days = { from: "2999-02-03", to: "2999-02-04" };
    expect(await client.appointment.calendar.query(days)).toMatchObject(days);
  });

  it("of bookings are kept, and go through their steps", async () => {
    const { client, example } = createMockBackend();
    const patient = await client.patient.create.mutate(ann);
    const doctor = await client.doctor.create.mutate({ name: "Sam Poe", specialization: "CARD" });
    const visitTypeId = example("visitType.byId").id;
    const booking = { patientId: patient.id, doctorId: doctor.id, visitTypeId };
    const booked = await client.appointment.book.mutate({
      ...booking,
      startsAt: "2999-02-03T10:00:00+01:00",
    });
    expect(booked).toMatchObject({
      ...booking,
      patientName: "Ann Lee",
      doctorName: "Sam Poe",
      startsAt: "2999-02-03T09:00:00Z",
      status: "booked",
    });
    expect(Date.parse(booked.endsAt)).toBeGreaterThan(Date.parse(booked.startsAt));
    const { id } = booked;
    const cancelled = await client.appointment.cancel.mutate({ id, expectedVersion: booked.version });
    expect(cancelled).toMatchObject({ id, status: "cancelled", startsAt: booked.startsAt });
    expect(await client.appointment.byId.query({ id })).toEqual(cancelled);
    const late = client.appointment.hold.mutate({ ...booking, startsAt: "2020-02-03T09:00:00Z" });
    expect(fieldErrors(await caught(late))).toEqual({ startsAt: ["This time is over"] });
  });

  it("come from handlers first, which see the input", async () => {
    const { client } = createMockBackend({
      patient: { byId: ({ id }) => ({ ...example, id, name: "Bo Lee" }) },
    });
    const id = patientId.parse("0198c0de-7a10-7c00-8000-0000000000ff");
    expect(await client.patient.byId.query({ id })).toMatchObject({ id, name: "Bo Lee" });
  });

  it("of a handler that fails name it, and a MockFailure is the server's refusal", async () => {
    const { client } = createMockBackend({
      patient: {
        count: () => {
          throw new Error("no number");
        },
        create: () => {
          throw new MockFailure("INVALID_INPUT", { errors: { name: ["Required"] } });
        },
      },
    });
    expect(await caught(client.patient.count.query())).toMatchObject({
      message: "The handler of patient.count failed: Error: no number",
      data: { code: "INTERNAL" },
    });
    const refused = await caught(client.patient.create.mutate(ann));
    expect(fieldErrors(refused)).toEqual({ name: ["Required"] });
  });
});

const { example: exampleOf } = createMockBackend();
const example = exampleOf("patient.byId");

describe("records", () => {
  it("have what the server derives", async () => {
    const { client } = createMockBackend({}, { examples: false });
    const year = new Date().getUTCFullYear();
    const patient = await client.patient.create.mutate({ ...ann, age: 30 });
    expect(patient).toMatchObject({
      firstName: "Ann",
      lastName: "Lee",
      age: 30,
      version: 1,
      address: null,
      dateOfBirth: `${year - 30}-01-01`,
      dateOfBirthApproximate: true,
    });
    const born = await client.patient.update.mutate({
      id: patient.id,
      expectedVersion: 1,
      dateOfBirth: `${year - 20}-01-01`,
      lastName: "Poe",
    });
    expect(born).toMatchObject({ name: "Ann Poe", age: 20, dateOfBirthApproximate: false, version: 2 });
    expect(
      await client.patient.update.mutate({ id: patient.id, expectedVersion: 2, lastName: "Poe" }),
    ).toEqual(born);
  });

  it("name those that they refer to", async () => {
    const { client } = createMockBackend({}, { examples: false });
    const patient = await client.patient.create.mutate(ann);
    const doctor = await client.doctor.create.mutate({ name: "Sam Poe", specialization: "CARD" });
    const ids = { patientId: patient.id, doctorId: doctor.id };
    const assignment = await client.assignment.create.mutate({ ...ids, reasonForVisit: "Rash" });
    expect(assignment).toMatchObject({ ...ids, patient, patientName: "Ann Lee", doctorName: "Sam Poe" });
    const { items } = await client.condition.list.query({ patientId: patient.id });
    expect(items).toEqual([]);
  });

  it("are the same for members of other roles, who may do less", async () => {
    const backend = createMockBackend({}, { role: "clinician" });
    const { id } = await backend.client.patient.create.mutate(ann);
    const viewer = backend.as("viewer");
    expect(await viewer.patient.byId.query({ id })).toMatchObject(ann);
    const removal = viewer.patient.remove.mutate({ id, expectedVersion: "any" });
    expect(await caught(removal)).toMatchObject({
      message: expect.stringMatching(/^Your role does not allow you to .* \(patient:\w+\)$/),
      data: { code: "PERMISSION_DENIED" },
    });
    await backend.client.patient.remove.mutate({ id, expectedVersion: "any" });
    expect(errorCode(await caught(viewer.patient.byId.query({ id })))).toBe("PATIENT_NOT_FOUND");
  });
});

describe("failures", () => {
  it("have the server's message and status, as often as asked", async () => {
    const backend = createMockBackend();
    backend.failNext("PATIENT_NOT_FOUND", { procedure: "patient.byId", times: 2 });
    const { id } = example;
    expect((await backend.client.patient.list.query()).items).toHaveLength(1);
    for (const _ of [1, 2])
      expect(await caught(backend.client.patient.byId.query({ id }))).toMatchObject({
        message: contract.errors.PATIENT_NOT_FOUND?.title,
        data: { code: "PATIENT_NOT_FOUND", httpStatus: 404 },
      });
    expect(await backend.client.patient.byId.query({ id })).toEqual(example);
  });

  it("of any procedure, with details, and when to retry", async () => {
    const backend = createMockBackend();
    backend.failNext("RATE_LIMITED");
    expect(retryAfterMs(await caught(backend.client.room.list.query()))).toBe(1000);
    backend.failNext("STALE_VERSION", {
      procedure: "patient.update",
      details: { currentKind: "patient", current: example },
    });
    const stale = await caught(
      backend.client.patient.update.mutate({ id: example.id, expectedVersion: 1, name: "Jo Roe" }),
    );
    expect(isErrorCode(stale, "STALE_VERSION") && stale.data.current).toEqual(example);
  });

  it("of one call in a batch leave the others alone", async () => {
    const { client, failNext } = createMockBackend();
    failNext("INTERNAL", { procedure: "patient.count" });
    const [count, mine] = await Promise.all([
      caught(client.patient.count.query()),
      client.practice.mine.query(),
    ]);
    expect(errorCode(count)).toBe("INTERNAL");
    expect(mine).toMatchObject({ role: "owner" });
  });
});

it("a call that waits can be aborted", async () => {
  const backend = createMockBackend();
  backend.latency(600_000);
  const abort = new AbortController();
  const call = caught(backend.client.patient.list.query({}, { signal: abort.signal }));
  abort.abort();
  expect(isAborted(await call)).toBe(true);
});

it("signs in by every way, and signs out one client alone", async () => {
  const backend = createMockBackend({}, { role: "viewer" });
  const app = createClient({ url: "", fetch: backend.fetch });
  expect(errorCode(await caught(app.auth.me()))).toBe("UNAUTHENTICATED");
  await app.auth.login(backend.credentials);
  expect(await app.practice.mine.query()).toMatchObject({ role: "viewer" });
  expect(await app.auth.me()).toMatchObject({ email: backend.credentials.email });
  await app.auth.logout();
  await app.auth.completeLogin({ challenge: "any", code: "123456" });
  expect(await app.member.me.query()).toMatchObject({ role: "viewer" });
  await app.auth.logout();
  await app.auth.loginWithCode({ code: "any", codeVerifier: "any".repeat(15) });
  expect(await app.member.me.query()).toMatchObject({ role: "viewer" });
  await app.auth.logout();
  expect(await backend.client.auth.me()).toMatchObject({ email: backend.credentials.email });
});

const shapes = await onlyByShape();

describe("inputs", () => {
  it("are refused as the server refuses them, before a handler sees them", async () => {
    const seen: unknown[] = [];
    const { client, as, calls } = createMockBackend({
      room: {
        list: (input) => {
          seen.push(input);
          return { items: [], nextCursor: null };
        },
      },
    });
    const wrong = {
      name: "",
      dateOfBirth: "yesterday",
      gender: "x",
      email: "jane",
      id: 1,
      address: "a".repeat(501),
    };
    const error = await caught(client.patient.create.mutate(wrong as never));
    expect(fieldErrors(error)).toEqual({
      name: ["Required"],
      dateOfBirth: ["Not a date (YYYY-MM-DD)"],
      gender: ["Has to be one of male, female, other, unknown"],
      email: ["Not an email address"],
      address: ["Has to be at most 500 characters long"],
      id: ["Unknown field"],
    });
    expect(calls("patient.create")).toEqual([wrong]);
    expect(errorCode(await caught(client.patient.byId.query({ id: "7" as never })))).toBe("INVALID_INPUT");
    expect(errorCode(await caught(client.room.list.query({ limit: 201 })))).toBe("INVALID_INPUT");
    expect(seen).toEqual([]);
    // Without permission, errors reveal nothing about the input.
    const refused = as("viewer").patient.create.mutate({} as never);
    expect(errorCode(await caught(refused))).toBe("PERMISSION_DENIED");
  });

  it("that the server takes are taken", async () => {
    const { client } = createMockBackend();
    const email = "jane@b\u00fccher.example";
    const patient = { ...ann, email, dateOfBirth: "1985-03-01", phoneNumber: null, address: "" };
    expect(await client.patient.create.mutate(patient)).toMatchObject({ email });
    await client.practice.update.mutate({ email: "", expectedVersion: "any" });
    await client.audit.list.query({ from: "2027-02-03T09:30:00+02:00" });
    await client.patient.list.query();
  });

  it("that break a rule are refused with the server's messages", async () => {
    const { client } = createMockBackend();
    const failed = async (call: Promise<unknown>) => fieldErrors(await caught(call));
    expect(await failed(client.patient.create.mutate({ ...ann, dateOfBirth: "2999-01-01" }))).toEqual({
      dateOfBirth: ["Not a date of birth: in the future, or over 150 years ago"],
    });
    expect(await failed(client.patient.create.mutate({ firstName: "Ann", gender: "female" }))).toEqual({
      lastName: ["Required with a first name"],
    });
    expect(await failed(client.patient.list.query({ minAge: 40, maxAge: 30 }))).toEqual({
      minAge: ["Has to be no greater than `maxAge`"],
    });
    expect(await failed(client.patient.update.mutate({ phoneNumber: "12" } as never))).toMatchObject({
      id: ["Required"],
      expectedVersion: [expect.any(String)],
    });
  });

  // The package has the schemas of all other inputs.
  it.each(shapes)("of %s are refused by their shape if the server refuses them", (path) => {
    const server = contract.inputs[path] ?? z.never();
    const shape = asShape(server);
    const mock = z.fromJSONSchema(shape, { defaultTarget: "openapi-3.0" });
    const id = "11111111-1111-4111-8111-111111111111";
    const texts = ["", " ", "?", id, "2026-02-03", "2026-02-03T10:00:00+02:00"];
    const refusedFields = (schema: z.ZodType, value: unknown) =>
      new Set(schema.safeParse(value).error?.issues.map((issue) => String(issue.path[0] ?? "")));
    for (const key of ["unknown", ...Object.keys(shape.properties ?? {})])
      for (const value of [...texts, 5, -1, 1e9, null, true, [], [id], undefined])
        expect([key, value, refusedFields(mock, { [key]: value })]).toEqual([
          key,
          value,
          refusedFields(server, { [key]: value }),
        ]);
  });
});

it("renews a session, as for a story that stays open", async () => {
  const backend = createMockBackend();
  const store = memoryStore();
  const app = createClient({ url: "", fetch: backend.fetch, store });
  await app.auth.login(backend.credentials);
  const { refresh = "" } = (await store.read()) ?? {};
  await store.write({ access: "expired", refresh });
  expect(await app.auth.me()).toMatchObject({ email: backend.credentials.email });
  expect(backend.calls("account.refresh")).toEqual([{ refresh }]);
});

it("answers whole requests, as MSW has them", async () => {
  const backend = createMockBackend();
  const fetch = (url: string, init: RequestInit) => backend.handle(new Request(url, init));
  const app = createClient({ url: "https://caretype.example.org", fetch });
  await app.auth.login(backend.credentials);
  expect((await app.patient.list.query()).items).toHaveLength(1);
  const response = await backend.handle(new Request("https://caretype.example.org/trpc/patient.nope"));
  expect([response.status, await response.json()]).toMatchObject([
    404,
    { error: { data: { code: "ROUTE_NOT_FOUND" } } },
  ]);
});

it("has types of the client", () => {
  // Only compiled.
  const typed = (backend: MockBackend) => {
    expectTypeOf(backend.example("patient.byId")).toEqualTypeOf<Patient>();
    expectTypeOf(backend.calls("patient.byId")).toExtend<{ id: Patient["id"] }[]>();
    createMockBackend({ patient: { byId: ({ id }) => ({ ...example, id }) } });
    // @ts-expect-error An answer without the other fields.
    createMockBackend({ patient: { byId: ({ id }) => ({ id }) } });
    // @ts-expect-error No such procedure.
    createMockBackend({ patient: { byName: () => example } });
    // @ts-expect-error The input has no name.
    createMockBackend({ patient: { byId: ({ name }) => ({ ...example, name }) } });
    backend.failNext("RATE_LIMITED", { procedure: "patient.byId" });
    // @ts-expect-error Not an error of this procedure.
    backend.failNext("ROOM_NAME_TAKEN", { procedure: "patient.byId" });
  };
  expect(typed).toBeTypeOf("function");
});

it("names of every object are neither procedures nor fields nor sorts", async () => {
  const { client, fetch } = createMockBackend({}, { examples: false, validate: false });
  for (const path of ["constructor", "toString", "__proto__", "patient.constructor"]) {
    const { status } = await fetch(`http://localhost/trpc/${path}`, {
      method: "POST",
      headers: {},
      body: "{}",
    });
    expect([path, status]).toEqual([path, 404]);
  }
  const hostile = JSON.parse(
    '{"name":"Ann Lee","gender":"female","age":30,"__proto__":{"isEvil":1},"constructor":1}',
  );
  const patient = await client.patient.create.mutate(hostile);
  expect(Object.keys(patient)).not.toContain("constructor");
  expect(Object.hasOwn(patient, "__proto__")).toBe(false);
  for (const sort of ["constructor", "toString", "__proto__"]) {
    const { items } = await client.patient.list.query({ sort: sort as "newest" });
    expect(items).toEqual([patient]);
  }
});
