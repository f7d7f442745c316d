import { createClient, errorCode, type Patient } from "@caretype/client";
import { expect, it } from "vitest";
import { startBackend } from "../../src/index.ts";

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => errorCode(error),
  );
const jane = { name: "Jane Roe", gender: "female" } as const;
const contentOf = ({ name, gender, dateOfBirth }: Patient) => ({ name, gender, dateOfBirth });

it("invents the same records for the same seed, and others for another", async () => {
  await using one = await startBackend({ seed: 7 });
  await using two = await startBackend({ seed: 7 });
  await using three = await startBackend({ seed: 8 });
  const invented = contentOf(await one.create.patient());
  expect(contentOf(await two.create.patient())).toEqual(invented);
  expect(contentOf(await three.create.patient())).not.toEqual(invented);
  expect(contentOf(await (await one.practice()).create.patient())).not.toEqual(invented);
});

it("creates each kind of record", async () => {
  await using backend = await startBackend();
  const { create } = backend;
  expect(await create.patient({ firstName: "Jane", lastName: "Roe", age: 40 })).toMatchObject({ age: 40 });
  expect(await create.doctor({ firstName: "Sam", lastName: "Okafor" })).toMatchObject({ name: "Sam Okafor" });
  const assignment = await create.assignment({ reasonForVisit: "Rash" });
  expect(assignment).toMatchObject({ reasonForVisit: "Rash" });
  const rooms = [await create.room(), await create.room()];
  expect(new Set(rooms.map(({ name }) => name)).size).toBe(2);
  const { id: doctorId } = await create.openDoctor();
  const roomId = rooms[0]?.id ?? null;
  const visits = [
    await create.appointment({ doctorId, roomId }),
    await create.appointment({ doctorId, roomId }),
  ];
  expect(new Set(visits.map(({ startsAt }) => startsAt)).size).toBe(2);
  const closed = await create.doctor();
  await expect(create.appointment({ doctorId: closed.id })).rejects.toThrow("Set opening hours");
});

it("the stack of a factory's error begins at the test", async () => {
  await using backend = await startBackend();
  const { create } = backend;
  const { id: doctorId } = await create.doctor();
  const attempts: (() => Promise<unknown>)[] = [
    () => create.patient({ name: "" }),
    () => create.appointment({ startsAt: "soon" }),
    () => create.note({ text: "" }),
    () => create.appointment({ doctorId }),
  ];
  for (const attempt of attempts) {
    const error: unknown = await attempt().catch((caught: unknown) => caught);
    expect(
      String(Object(error).stack)
        .split("\n")
        .find((line) => /^\s+at /.test(line)),
    ).toContain("start-backend.extended.test.ts");
  }
});

it("signs in one member for each role", async () => {
  await using backend = await startBackend();
  expect(await backend.as("owner")).toBe(backend.client);
  expect(await backend.as("viewer")).toBe(await backend.as("viewer"));
  for (const role of ["owner", "clinician", "reception", "viewer"] as const)
    expect(await (await backend.as(role)).practice.mine.query()).toMatchObject({ role });
  // Test runners check no types.
  expect(() => Object(backend).as("recption")).toThrow("There is no role recption: did you mean reception?");
});

it("returns each email once, and waits for it", async () => {
  await using backend = await startBackend();
  const client = backend.anonymous();
  const [email, password] = ["ada@example.org", "nine lives of a lamp"];
  await client.auth.register({ email, password });
  const reset = { to: email, template: "resetPassword" };
  const expected = backend.mails.next(reset);
  await client.account.requestPasswordReset.mutate({ email });
  const mail = await expected;
  expect(mail.links).toEqual([expect.stringContaining(`${backend.url}/reset-password#token=${mail.token}`)]);
  await client.account.resetPassword.mutate({ token: mail.token ?? "", password: "another lamp with lives" });
  await expect(backend.mails.next({ ...reset, timeoutMs: 0 })).rejects.toThrow(
    /No new email "resetPassword" to ada@example.org within 0 ms. All emails to it: .*resetPassword, passwordChanged/,
  );
  expect((await backend.mails.list(email)).map(({ template }) => template)).toContain("passwordChanged");
});

it("fails the next calls, typed and by REST, and changes nothing", async () => {
  await using backend = await startBackend();
  const { client } = backend;
  backend.failNext("RATE_LIMITED");
  expect(await codeOf(client.patient.create.mutate(jane))).toBe("RATE_LIMITED");
  backend.failNext("INTERNAL", { procedure: "patient.create", times: 2 });
  // Calls of other procedures succeed, in the same request, too.
  const [created, listed] = await Promise.all([
    codeOf(client.patient.create.mutate(jane)),
    client.patient.list.query(),
  ]);
  expect([created, listed.items]).toEqual(["INTERNAL", []]);
  const response = await fetch(`${backend.url}/api/patients`, { method: "POST" });
  expect([response.status, await response.json()]).toMatchObject([500, { code: "INTERNAL" }]);
  expect(await client.patient.create.mutate(jane)).toMatchObject(jane);
});

it("is retried by the client after SERVICE_UNAVAILABLE", async () => {
  await using backend = await startBackend();
  const statuses: number[] = [];
  const client = createClient({
    url: backend.url,
    fetch: async (...call) => {
      const response = await fetch(...call);
      statuses.push(response.status);
      return response;
    },
  });
  await client.auth.register({ email: "ada@example.org", password: "nine lives of a lamp" });
  backend.failNext("SERVICE_UNAVAILABLE", { procedure: "patient.create" });
  expect(await client.patient.create.mutate(jane)).toMatchObject(jane);
  expect(statuses).toEqual([200, 503, 200]);
});

it("refuses what does not exist, as runners of tests check no types", async () => {
  // @ts-expect-error
  await expect(startBackend({ corsOrigin: [] })).rejects.toThrow(
    "option corsOrigin: did you mean corsOrigins?",
  );
  await using backend = await startBackend();
  // @ts-expect-error
  expect(() => backend.failNext("INTERNAL", { procedure: "patient.crate" })).toThrow("mean patient.create?");
  // @ts-expect-error
  expect(() => backend.failNext("PATIENT_NOTFOUND")).toThrow("did you mean PATIENT_NOT_FOUND?");
  // @ts-expect-error
  await expect(backend.clock.advance({ day: 1 })).rejects.toThrow(
    "There is no option day: did you mean days?",
  );
  const mail = { to: "a@example.org", timeout: 1 };
  await expect(backend.mails.next(mail)).rejects.toThrow("option timeout: did you mean timeoutMs?");
});

it("answers late", async () => {
  await using backend = await startBackend();
  backend.latency(100);
  const began = performance.now();
  await backend.client.patient.list.query();
  // A timer may fire a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(99);
});

it("starts over at its address", async () => {
  await using backend = await startBackend();
  const { url, client } = backend;
  await backend.create.patient();
  backend.failNext("INTERNAL");
  await backend.reset();
  expect(backend.url).toBe(url);
  expect(await codeOf(client.patient.list.query())).toBe("UNAUTHENTICATED");
  expect((await backend.client.patient.list.query()).items).toEqual([]);
});
