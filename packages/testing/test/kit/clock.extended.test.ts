import { createHash, randomUUID } from "node:crypto";
import { createClient, errorCode } from "@caretype/client";
import { describe, expect, it } from "vitest";
import { type Backend, startBackend } from "../../src/index.ts";

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => errorCode(error),
  );
const any = { expectedVersion: "any" } as const;
const monday = "2027-06-14T07:00:00Z";
const yearOf = (instant: string) => new Date(instant).getUTCFullYear();

async function signUp(backend: Backend) {
  const client = backend.anonymous();
  await client.auth.register({ email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" });
  return client;
}

async function invite(backend: Backend) {
  const email = `${randomUUID()}@example.org`;
  const { link } = await backend.client.invitation.create.mutate({ email, role: "viewer" });
  const invitationToken = new URL(link ?? "").hash.replace("#token=", "");
  return () =>
    createClient({ url: backend.url }).auth.register({
      email,
      password: "nine lives of a lamp",
      invitationToken,
    });
}

describe("the clock of a backend", () => {
  it("stamps what is written, in the order of its time", async () => {
    await using backend = await startBackend();
    const { client, create, clock } = backend;
    await clock.set("2031-05-06T10:00:00Z");
    expect(clock.now().toISOString()).toMatch(/^2031-05-06T10:0/);
    const late = await create.patient({ name: "Late" });
    await clock.set(new Date("2001-02-03T10:00:00Z"));
    const early = await create.patient({ name: "Early", dateOfBirth: "1990-01-01" });
    await client.patient.update.mutate({ id: early.id, ...any, address: "1 Elm St" });
    await clock.reset();
    const present = await create.patient({ name: "Present" });
    expect([late, early].map(({ createdAt }) => createdAt.slice(0, 13))).toEqual([
      "2031-05-06T10",
      "2001-02-03T10",
    ]);
    expect(Math.abs(Date.parse(present.createdAt) - Date.now())).toBeLessThan(3_600_000);
    const { items } = await client.patient.list.query({ sort: "newest" });
    expect(items.map(({ name }) => name)).toEqual(["Late", "Present", "Early"]);
    const versions = await client.patient.history.query({ id: early.id });
    expect(versions.items.map(({ changedAt }) => yearOf(changedAt))).toEqual([2001, 2001]);
    const { items: entries } = await client.audit.list.query({ subjectId: early.id });
    const writes = entries.filter(({ action }) => /create|update/.test(action));
    expect(writes.map(({ at }) => yearOf(at))).toEqual([2001, 2001]);
  });

  it("decides what is in the future, and how old somebody is", async () => {
    await using backend = await startBackend();
    const { client, create, clock } = backend;
    const newborn = { name: "Al Poe", dateOfBirth: "2030-03-01" };
    expect(await codeOf(create.patient(newborn))).toBe("INVALID_INPUT");
    await clock.set("2040-03-02T12:00:00Z");
    const { id } = await create.patient(newborn);
    expect(await client.patient.byId.query({ id })).toMatchObject({ age: 10 });
    await clock.advance({ days: 365 });
    expect(await client.patient.byId.query({ id })).toMatchObject({ age: 11 });
  });

  it("lets invitations expire, and be valid again", async () => {
    await using backend = await startBackend();
    const accept = await invite(backend);
    await backend.clock.advance({ days: 7, seconds: 1 });
    expect(await codeOf(accept())).toBe("INVALID_LINK");
    await backend.clock.advance({ hours: -1 });
    expect(await codeOf(accept())).toBe("none");
  });

  it("ends idle sessions, and lets clients renew their tokens until then", async () => {
    await using backend = await startBackend();
    const { clock } = backend;
    const client = await signUp(backend);
    for (let day = 0; day < 3; day++) {
      await clock.advance({ days: 4 });
      await client.practice.mine.query();
    }
    await clock.advance({ days: 8 });
    expect(await codeOf(client.practice.mine.query())).toBe("UNAUTHENTICATED");
  });

  it("keeps the clients of the kit signed in", async () => {
    await using backend = await startBackend();
    const { client, clock } = backend;
    const viewer = await backend.as("viewer");
    const other = await backend.practice();
    for (const days of [400, -900]) {
      await clock.advance({ days });
      for (const each of [client, viewer, other.client])
        expect(await codeOf(each.practice.mine.query())).toBe("none");
    }
  });

  it("keeps sessions when it is set back", async () => {
    await using backend = await startBackend();
    const { clock } = backend;
    const client = await signUp(backend);
    await clock.advance({ days: 3 });
    await client.practice.mine.query();
    await clock.reset();
    expect(await client.practice.mine.query()).toMatchObject({ role: "owner" });
    await clock.set("2020-01-01T00:00:00Z");
    expect(await client.practice.mine.query()).toMatchObject({ role: "owner" });
  });

  it("asks for authentication again, also if the session is cached", async () => {
    await using backend = await startBackend();
    const { clock } = backend;
    const client = await signUp(backend);
    const key = { name: "Reports", permissions: ["patient:read" as const], expiresAt: null };
    await client.apiKey.create.mutate(key);
    await clock.advance({ minutes: 11 });
    expect(await codeOf(client.apiKey.create.mutate(key))).toBe("REAUTHENTICATION_REQUIRED");
    await clock.reset();
    expect(await codeOf(client.apiKey.create.mutate({ ...key, name: "Invoices" }))).toBe("none");
  });

  it("ends codes that sign in a program, after a minute", async () => {
    await using backend = await startBackend();
    const { clock } = backend;
    const client = await signUp(backend);
    const codeVerifier = "v".repeat(43);
    const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
    const allow = () => client.account.createLoginCode.mutate({ codeChallenge });
    const exchange = (code: string) => codeOf(backend.anonymous().auth.loginWithCode({ code, codeVerifier }));
    const [late, early, { expiresAt }] = [await allow(), await allow(), await allow()];
    const left = Date.parse(expiresAt) - clock.now().getTime();
    expect(left > 0 && left <= 60_000).toBe(true);
    await clock.advance({ seconds: 61 });
    expect(await exchange(late.code)).toBe("INVALID_LOGIN_CODE");
    await clock.advance({ seconds: -30 });
    expect(await exchange(early.code)).toBe("none");
  });

  it("ends API keys", async () => {
    await using backend = await startBackend();
    const { client, clock, url } = backend;
    const expiresAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const { key } = await client.apiKey.create.mutate({
      name: "Reports",
      permissions: ["patient:read"],
      expiresAt,
    });
    const status = async () =>
      (await fetch(`${url}/api/patients`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await status()).toBe(200);
    await clock.advance({ minutes: 61 });
    expect(await status()).toBe(401);
    await clock.reset();
    expect(await status()).toBe(200);
  });

  it("ends the delay after wrong passwords", async () => {
    await using backend = await startBackend();
    const [email, password] = ["ada@example.org", "nine lives of a lamp"];
    await backend.anonymous().auth.register({ email, password });
    const logIn = (words: string) => backend.anonymous().auth.login({ email, password: words });
    for (let tries = 0; tries < 10; tries++) await codeOf(logIn("wrong words"));
    expect(await codeOf(logIn(password))).not.toBe("none");
    await backend.clock.advance({ days: 1 });
    expect(await codeOf(logIn(password))).toBe("none");
  });

  it("lets held slots go, and offers those from its own time on", async () => {
    await using backend = await startBackend();
    const { client, create, clock } = backend;
    await clock.set(monday);
    const { id: doctorId } = await create.openDoctor();
    const { id: visitTypeId } = await create.visitType();
    const { id: patientId } = await create.patient();
    const slots = () =>
      client.appointment.slots.query({ doctorId, visitTypeId, from: "2027-06-14", to: "2027-06-14" });
    const { items } = await slots();
    expect(Date.parse(items[0]?.startsAt ?? "")).toBeGreaterThanOrEqual(Date.parse(monday));
    const { startsAt } = items.at(-1) ?? { startsAt: "" };
    const { id } = await client.appointment.hold.mutate({ doctorId, visitTypeId, patientId, startsAt });
    const isFree = async () => (await slots()).items.some((slot) => slot.startsAt === startsAt);
    expect(await isFree()).toBe(false);
    await clock.advance({ minutes: 5, seconds: 1 });
    expect(await isFree()).toBe(true);
    expect(await client.appointment.byId.query({ id })).toMatchObject({ status: "cancelled" });
    const past = { doctorId, visitTypeId, patientId, startsAt: items[0]?.startsAt ?? "" };
    await clock.advance({ days: 1 });
    expect(await codeOf(client.appointment.book.mutate(past))).not.toBe("none");
  });

  it("sends reminders that are due, before it returns", async () => {
    await using backend = await startBackend();
    const { client, create, clock, mails } = backend;
    await clock.set("2027-06-10T07:00:00Z");
    await client.practice.update.mutate({
      ...any,
      timeZone: "Europe/Vienna",
      patientEmails: true,
      reminderHour: 10,
    });
    const email = "jane@example.org";
    const { id: patientId } = await create.patient({ email });
    await create.appointment({ patientId, startsAt: monday });
    const subjects = async () => (await mails.list(email)).map(({ subject }) => subject);
    await clock.set("2027-06-13T07:59:00Z");
    expect(await subjects()).toHaveLength(1);
    await clock.advance({ minutes: 2 });
    expect(await subjects()).toEqual([expect.any(String), expect.stringMatching(/reminder|tomorrow/i)]);
  });

  it("is each backend's own, and the machine's after a reset", async () => {
    await using one = await startBackend();
    await using two = await startBackend();
    await one.clock.set("2035-01-01T00:00:00Z");
    const years = async () =>
      (await Promise.all([one, two].map(({ create }) => create.patient()))).map(({ createdAt }) =>
        yearOf(createdAt),
      );
    const present = new Date().getUTCFullYear();
    expect(await years()).toEqual([2035, present]);
    await two.clock.set("2036-02-01T00:00:00Z");
    expect(await years()).toEqual([2035, 2036]);
    await one.reset();
    expect(yearOf(one.clock.now().toISOString())).toBe(present);
    expect(await years()).toEqual([present, 2036]);
  });

  it("refuses what is no time", async () => {
    await using backend = await startBackend();
    await expect(backend.clock.set("tomorrow")).rejects.toThrow("tomorrow is not a time");
    await expect(backend.clock.advance({ days: Number.NaN })).rejects.toThrow("finite");
  });
});
