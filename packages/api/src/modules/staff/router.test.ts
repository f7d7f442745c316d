import { schema } from "@caretype/db";
import { account, membership, session } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { unknownId } from "@caretype/test-api/case";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
const staff = await api.signUpStaff();

async function personOf(name: string) {
  const person = await api.signUp();
  await reader.update(account).set({ name }).where(eq(account.id, person.account.id));
  return person;
}

async function everyAccount(q: string, limit: number) {
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await staff.caller.staff.accounts({ q, limit, cursor });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

describe("staff", () => {
  it("are the only callers allowed", async () => {
    const { caller } = await api.signUp();
    const call = { id: staff.account.id };
    const patientId = unknownId;
    const calls = [
      caller.staff.accounts(),
      caller.staff.account(call),
      caller.staff.deactivate({ ...call, reason: "left" }),
      caller.staff.reactivate(call),
      caller.staff.sessions(call),
      caller.staff.endSessions(call),
      caller.staff.apiKeys(call),
      caller.staff.revokeApiKey({ id: unknownId }),
      caller.staff.breakGlass({ patientId, reason: "Called by the hospital" }),
      caller.staff.patient({ patientId }),
      caller.staff.grants(),
    ];
    expect(await tally(calls)).toEqual({ PERMISSION_DENIED: calls.length });
  });

  it("are allowed with any role in their own practice, and without a practice", async () => {
    const person = await api.signUpStaff();
    const id = person.account.id;
    const looksAt = async () => {
      api.services.principals.forget({ account: id });
      return (await person.caller.staff.account({ id })).practices.map(({ role }) => role);
    };
    expect(await looksAt()).toEqual(["owner"]);
    await reader.update(membership).set({ role: "viewer" }).where(eq(membership.accountId, id));
    expect(await looksAt()).toEqual(["viewer"]);
    expect((await failureOf(person.caller.patient.create({ name: "A", gender: "other" }))).code).toBe(
      "PERMISSION_DENIED",
    );
    await reader.delete(membership).where(eq(membership.accountId, id));
    expect(await looksAt()).toEqual([]);
    await reader.update(account).set({ isStaff: false }).where(eq(account.id, id));
    api.services.principals.forget({ account: id });
    expect((await failureOf(person.caller.staff.account({ id }))).code).toBe("PERMISSION_DENIED");
  });

  it("stay members of their own practice, whose audit has their calls as staff", async () => {
    const person = await api.signUpStaff();
    const { id } = await person.caller.patient.create({ name: "Ann Lee", gender: "female" });
    expect(await person.caller.patient.byId({ id })).toMatchObject({ name: "Ann Lee" });
    await person.caller.staff.account({ id: staff.account.id });
    const { items } = await person.caller.audit.list({ limit: 1 });
    expect(items[0]).toMatchObject({
      basis: "staff staff:accounts",
      what: "Read an account",
      who: `“${person.account.name}”`,
      role: "staff",
    });
  });
});

describe("accounts", () => {
  it("are found by parts of names, usernames and addresses, newest first, in pages", async () => {
    const mark = uuidv7().slice(-8);
    const people = [];
    for (const name of [`Ann ${mark}`, `Bea ${mark}`, `Ann ${mark} Two`]) people.push(await personOf(name));
    const ids = people.map((person) => person.account.id).toReversed();
    expect((await everyAccount(mark, 1)).map(({ id }) => id)).toEqual(ids);
    expect((await everyAccount(`${mark} ANN`, 50)).map(({ name }) => name)).toEqual([
      `Ann ${mark} Two`,
      `Ann ${mark}`,
    ]);
    const [person] = people;
    for (const q of [person?.email, person?.account.username, `${mark} example.org`]) {
      expect((await everyAccount(q ?? "", 50)).map(({ id }) => id)).toContain(person?.account.id);
    }
    expect(await everyAccount(`${mark}%`, 50)).toEqual([]);
    const { items } = await staff.caller.staff.accounts({ limit: 2 });
    expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const next = await staff.caller.staff.accounts({
      limit: 1,
      cursor: (await staff.caller.staff.accounts({ limit: 2 })).nextCursor,
    });
    expect(next.items.map(({ id }) => id)).toEqual(ids.slice(2, 3));
  });

  it("have their practices, last activity and second factor", async () => {
    const person = await personOf("Cy Fox");
    const { id } = person.account;
    const { id: practiceId, name } = await person.caller.practice.mine();
    await reader
      .update(session)
      .set({ lastSeenAt: "2026-01-02T03:04:05.000006Z" })
      .where(eq(session.accountId, id));
    const seen = await staff.caller.staff.account({ id });
    expect(seen).toEqual({
      ...(await person.caller.account.me()),
      lastSeenAt: "2026-01-02T03:04:05.000006Z",
      hasSecondFactor: false,
      practices: [{ id: practiceId, name, role: "owner" }],
    });
    expect((await everyAccount(person.email, 1))[0]).toEqual(seen);
    expect(await staff.caller.staff.account({ id: staff.account.id })).toMatchObject({
      hasSecondFactor: true,
    });
    await reader.delete(schema.refreshToken);
    await reader.delete(session).where(eq(session.accountId, id));
    expect(await staff.caller.staff.account({ id })).toMatchObject({ lastSeenAt: null });
  });

  it("exclude service accounts", async () => {
    const person = await personOf("Di Ray");
    const { id } = person.account;
    await reader.update(account).set({ kind: "service" }).where(eq(account.id, id));
    expect(await everyAccount(person.email, 1)).toEqual([]);
    expect((await staff.caller.staff.accounts({ limit: 1 })).items.map((found) => found.id)).not.toContain(
      id,
    );
    const calls = [
      staff.caller.staff.account({ id }),
      staff.caller.staff.deactivate({ id, reason: "left" }),
      staff.caller.staff.reactivate({ id }),
      staff.caller.staff.sessions({ id }),
      staff.caller.staff.endSessions({ id }),
      staff.caller.staff.apiKeys({ id }),
    ];
    expect(await tally(calls)).toEqual({ ACCOUNT_NOT_FOUND: calls.length });
  });

  it("are not found by unknown ids", async () => {
    const { caller } = staff;
    const id = unknownId;
    const calls = [
      caller.staff.account({ id }),
      caller.staff.deactivate({ id, reason: "other" }),
      caller.staff.reactivate({ id }),
      caller.staff.sessions({ id }),
      caller.staff.endSessions({ id }),
      caller.staff.apiKeys({ id }),
    ];
    expect(await tally(calls)).toEqual({ ACCOUNT_NOT_FOUND: calls.length });
  });
});

describe("an account's sessions", () => {
  it("are listed without ended ones, and end all together", async () => {
    const person = await api.signUp();
    const { id } = person.account;
    const { email, password } = person;
    const from = api.callerWith({ address: "192.0.2.7", userAgent: "Browser/1" });
    const second = await from.account.login({ email, password });
    const secondCaller = api.callerWith({ accessToken: second.access });
    await secondCaller.account.me();
    const { items } = await staff.caller.staff.sessions({ id });
    expect(items).toHaveLength(2);
    expect(items[0]).toEqual({
      id: expect.any(String),
      device: "Browser",
      address: "192.0.2.7",
      userAgent: "Browser/1",
      createdAt: expect.stringMatching(/Z$/),
      lastSeenAt: expect.stringMatching(/Z$/),
      isCurrent: false,
      gaveSecondFactor: false,
    });
    const first = await staff.caller.staff.sessions({ id, limit: 1 });
    const rest = await staff.caller.staff.sessions({ id, limit: 1, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual(items);
    await staff.caller.staff.endSessions({ id });
    expect((await staff.caller.staff.sessions({ id })).items).toEqual([]);
    for (const caller of [person.caller, secondCaller]) {
      expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED");
    }
    expect((await failureOf(api.anonymous.account.refresh({ refresh: second.refresh }))).code).toBe(
      "INVALID_REFRESH_TOKEN",
    );
    await api.anonymous.account.login({ email, password });
  });
});

describe("a sensitive operation", () => {
  it("requires recent authentication", async () => {
    const person = await api.signUpStaff();
    const { id } = (await api.signUp()).account;
    await reader
      .update(session)
      .set({ secondFactorAt: sql`now() - interval '601 seconds'` })
      .where(eq(session.accountId, person.account.id));
    api.services.principals.forget({ account: person.account.id });
    const { staff: calls } = person.caller;
    const refused = [
      calls.deactivate({ id, reason: "left" }),
      calls.reactivate({ id }),
      calls.endSessions({ id }),
      calls.breakGlass({ patientId: unknownId, reason: "Called by the hospital" }),
    ];
    expect(await tally(refused)).toEqual({ REAUTHENTICATION_REQUIRED: refused.length });
    await calls.account({ id });
    await calls.sessions({ id });
  });

  it("is audited with its reason code", async () => {
    const { id } = (await api.signUp()).account;
    const requestId = uuidv7();
    const caller = api.callerWith({ accessToken: staff.access, requestId });
    await caller.staff.deactivate({ id, reason: "compromised" });
    expect(await entryOf(reader, requestId)).toMatchObject({
      accountId: staff.account.id,
      basis: "staff staff:accounts, compromised",
      outcome: "ok",
    });
    const again = uuidv7();
    await api
      .callerWith({ accessToken: staff.access, requestId: again })
      .staff.deactivate({ id, reason: "left" });
    expect(await entryOf(reader, again)).toMatchObject({ basis: "staff staff:accounts, left, unchanged" });
  });
});
