import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import { newId } from "@caretype/core/kernel/field/new-id";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { schema } from "@caretype/db";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();

describe("the caller's practice", () => {
  it("has the caller's role and permissions", async () => {
    const { caller } = await api.signUp();
    expect(await caller.practice.mine()).toEqual({
      id: expect.any(String),
      name: "My practice",
      address: null,
      phoneNumber: null,
      email: null,
      role: "owner",
      permissions: [...rolePermissions.owner],
      secondFactor: "optional",
      secondFactorGraceDays: 7,
      secondFactorRequirement: null,
      timeZone: null,
      patientEmails: false,
      reminderHour: 10,
      offerMinutes: 60,
      cancellationReasonRequired: true,
      numericIds: null,
      dialect: null,
      holidays: [],
      sampleDataAt: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      version: 1,
    });
  });

  it("has the time zone that its owner chose at registration, or for another practice", async () => {
    const password = "nine lives of a lamp";
    const register = (values: { timeZone?: string; invitationToken?: string }) =>
      api.anonymous.account.register({ email: `${newId()}@example.org`, password, ...values });
    const { tokens } = await register({ timeZone: "Europe/Vienna" });
    const caller = api.callerWith({ accessToken: tokens?.access ?? "" });
    expect((await caller.practice.mine()).timeZone).toBe("Europe/Vienna");
    const another = await caller.practice.create({ name: "Another", timeZone: "America/Lima" });
    expect(another).toMatchObject({ name: "Another", timeZone: "America/Lima", version: 1 });
    const errors = { timeZone: ["Not a time zone, such as Europe/Zurich"] };
    expect((await failureOf(register({ timeZone: "IST" }))).details.errors).toEqual(errors);
    const refused = caller.practice.create({ name: "Another", timeZone: "IST" });
    expect((await failureOf(refused)).details.errors).toEqual(errors);
    const invited = register({ timeZone: "Europe/Vienna", invitationToken: "x".repeat(43) });
    expect(Object.keys((await failureOf(invited)).details.errors ?? {})).toContain("timeZone");
  });

  it("has the name that its owner chose at registration, or is named after them", async () => {
    const nameOf = async (values: { name?: string; practiceName?: string }, language?: string) => {
      const password = "nine lives of a lamp";
      const caller = api.callerWith({ services: api.services.inLanguageOf(language) });
      const { tokens } = await caller.account.register({
        email: `${newId()}@example.org`,
        password,
        ...values,
      });
      return (await api.callerWith({ accessToken: tokens?.access ?? "" }).practice.mine()).name;
    };
    expect(await nameOf({ name: "Ada Byron" })).toBe("Practice of Ada Byron");
    expect(await nameOf({ name: "Ada Byron", practiceName: " Mill  Road " })).toBe("Mill  Road");
    expect(await nameOf({})).toBe("My practice");
    expect(await nameOf({ name: "Ida Moss" }, "fr, de-AT;q=0.8")).toBe("Praxis von Ida Moss");
    expect(await nameOf({}, "es")).toBe("Mi consulta");
    const refused = nameOf({ practiceName: " " });
    expect((await failureOf(refused)).details.errors).toEqual({ practiceName: ["Required"] });
    const guessable = { email: "ada@example.org", password: "Mill Road 1", practiceName: "Mill Road" };
    expect((await failureOf(api.anonymous.account.register(guessable))).code).toBe("INVALID_INPUT");
  });

  it("is renamed by its owner, without effect on others", async () => {
    const [owner, stranger] = [await api.signUp(), await api.signUp()];
    const before = await owner.caller.practice.mine();
    const after = await owner.caller.practice.update({ name: "  North Street  ", expectedVersion: 1 });
    expect(after).toEqual({ ...before, name: "North Street", version: 2, updatedAt: after.updatedAt });
    expect(after.updatedAt > before.updatedAt).toBe(true);
    expect(await owner.caller.practice.mine()).toEqual(after);
    expect((await stranger.caller.practice.mine()).version).toBe(1);
  });

  it("refuses abbreviations of time zones, which mean different ones to Node and to PostgreSQL", async () => {
    const { caller } = await api.signUp();
    for (const timeZone of ["IST", "CST", "PST"])
      expect(await failureOf(caller.practice.update({ timeZone, expectedVersion: "any" }))).toMatchObject({
        code: "INVALID_INPUT",
      });
  });

  it("has a time zone, in which its days are counted", async () => {
    const { caller } = await api.signUp();
    const zurich = await caller.practice.update({ timeZone: "Europe/Zurich", expectedVersion: 1 });
    expect(zurich).toMatchObject({ timeZone: "Europe/Zurich", version: 2 });
    const days = {
      own: await caller.statistics.today(),
      utc: await caller.statistics.today({ timeZone: "UTC" }),
    };
    expect(new Date(days.own.since).getUTCHours()).toBeGreaterThanOrEqual(22);
    expect(new Date(days.utc.since).getUTCHours()).toBe(0);
    expect((await caller.statistics.patientGrowth()).months).toHaveLength(24);
    const refused = caller.practice.update({ timeZone: "Mars/Olympus", expectedVersion: "any" });
    expect((await failureOf(refused)).code).toBe("INVALID_INPUT");
    expect(await caller.practice.update({ timeZone: "Europe/Zurich", expectedVersion: 2 })).toEqual(zurich);
    const lower = await caller.practice.update({ timeZone: "europe/zurich", expectedVersion: 2 });
    expect(lower).toEqual(zurich);
    const unset = await caller.practice.update({ timeZone: null, expectedVersion: 2 });
    expect(unset).toMatchObject({ timeZone: null, version: 3 });
    expect(new Date((await caller.statistics.today()).since).getUTCHours()).toBe(0);
  });

  it("has a time zone in the usual letter case that was kept in another", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.practice.mine();
    await api.database.reader.execute(sql`update practice set time_zone = 'europe/ZURICH' where id = ${id}`);
    expect(await caller.practice.mine()).toMatchObject({ timeZone: "Europe/Zurich" });
  });

  it("has its time zone in the usual letter case, by the name that was sent", async () => {
    const { caller } = await api.signUp();
    for (const [sent, timeZone] of [
      ["AMERICA/PORT-AU-PRINCE", "America/Port-au-Prince"],
      ["europe/kiev", "Europe/Kiev"],
      ["Europe/Kyiv", "Europe/Kyiv"],
      ["us/pacific", "US/Pacific"],
    ] as const) {
      expect(await caller.practice.update({ timeZone: sent, expectedVersion: "any" })).toMatchObject({
        timeZone,
      });
      expect(await caller.practice.create({ name: sent, timeZone: sent })).toMatchObject({ timeZone });
    }
  });

  it("creates no version if nothing changes", async () => {
    const { caller } = await api.signUp();
    const practice = await caller.practice.mine();
    for (const changes of [{}, { name: practice.name }]) {
      expect(await caller.practice.update({ expectedVersion: 1, ...changes })).toEqual(practice);
    }
    expect((await failureOf(caller.practice.update({ expectedVersion: 2 }))).code).toBe("STALE_VERSION");
  });

  it("rejects a stale version with the current practice", async () => {
    const { caller } = await api.signUp();
    const current = await caller.practice.update({ name: "North Street", expectedVersion: "any" });
    const { code, details } = await failureOf(caller.practice.update({ name: "South", expectedVersion: 1 }));
    expect(code).toBe("STALE_VERSION");
    expect(details.current).toEqual(current);
    expect(await caller.practice.mine()).toEqual(current);
  });

  it("accepts one of 20 concurrent updates", async () => {
    const { caller } = await api.signUp();
    const calls = Array.from({ length: 20 }, (_, i) =>
      caller.practice.update({ name: `P${i}`, expectedVersion: 1 }),
    );
    expect(await tally(calls)).toEqual({ ok: 1, STALE_VERSION: 19 });
  });

  it("checks the version after waiting for another update", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.practice.mine();
    let waiting: Promise<DomainError> | undefined;
    await api.database.transaction(async (tx) => {
      await tx.update(schema.practice).set({ version: 2 }).where(eq(schema.practice.id, id));
      waiting = failureOf(caller.practice.update({ name: "Late", expectedVersion: 1 }));
      const locked = sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      await vi.waitFor(async () => expect(await api.database.reader.execute(locked)).toHaveLength(1));
    });
    expect((await waiting)?.code).toBe("STALE_VERSION");
  });

  it.each([[""], ["x".repeat(201)], ["a\0b"], ["\ud800"]])("rejects the name %j", async (name) => {
    const { caller } = await api.signUp();
    const error = await failureOf(caller.practice.update({ name, expectedVersion: "any" }));
    expect(Object.keys(error.details.errors ?? {})).toEqual(["name"]);
  });
});

describe("several practices", () => {
  it("are created, listed oldest first, and chosen per call", async () => {
    const { caller, access } = await api.signUp();
    const first = await caller.practice.mine();
    const second = await caller.practice.create({ name: "  South Street " });
    expect(second).toMatchObject({ name: "South Street", role: "owner", version: 1 });
    const there = api.callerWith({ accessToken: access, practice: second.id });
    expect(await there.practice.mine()).toEqual(second);
    expect(await caller.practice.mine()).toEqual(first);
    const since = expect.stringMatching(/Z$/);
    const listed = [first, second].map(({ id, name, role }) => ({
      id,
      name,
      role,
      since,
      lastOpenedAt: null,
    }));
    expect((await there.practice.list()).items).toEqual(listed);
    const page = await caller.practice.list({ limit: 1 });
    expect(page.items).toEqual(listed.slice(0, 1));
    expect(await caller.practice.list({ limit: 1, cursor: page.nextCursor })).toEqual({
      items: listed.slice(1),
      nextCursor: null,
    });
  });

  it("remember when each was last opened, for its account alone", async () => {
    const [{ caller, access }, colleague] = [await api.signUp(), await api.signUp()];
    const first = await caller.practice.mine();
    const { id: second } = await caller.practice.create({ name: "Another" });
    await api.callerWith({ accessToken: access, practice: second }).practice.open();
    await colleague.caller.practice.open();
    const instant = expect.stringMatching(/Z$/);
    const { items } = await caller.practice.list();
    expect(items).toMatchObject([
      { id: first.id, lastOpenedAt: null },
      { id: second, lastOpenedAt: instant },
    ]);
    await caller.practice.open();
    const [again] = (await caller.practice.list()).items;
    expect(again?.lastOpenedAt).toEqual(instant);
  });

  it("have separate audits, which include their creation", async () => {
    const { caller, access, account } = await api.signUp();
    const { id } = await caller.practice.create({ name: "Another" });
    const there = api.callerWith({ accessToken: access, practice: id });
    const creation = { action: "practice.create" } as const;
    expect((await there.audit.list(creation)).items).toMatchObject([
      { what: "Created the practice", who: `“${account.name}”`, role: "owner", subjectIds: [id] },
    ]);
    expect((await caller.audit.list(creation)).items).toEqual([]);
  });

  it("are limited to ten a day, also in concurrent calls", async () => {
    const { caller } = await api.signUp();
    const calls = Array.from({ length: 20 }, (_, index) => caller.practice.create({ name: `P ${index}` }));
    expect(await tally(calls)).toEqual({ ok: 10, RATE_LIMITED: 10 });
    expect((await caller.practice.list()).items).toHaveLength(11);
  });

  it("exclude practices of which the account is not a member", async () => {
    const [one, other] = [await api.signUp(), await api.signUp()];
    const { id } = await other.caller.practice.mine();
    for (const practice of [id, "0198c0de-0000-7000-8000-000000000000", "x"]) {
      const { code, details } = await failureOf(
        api.callerWith({ accessToken: one.access, practice }).patient.list(),
      );
      expect({ code, details }).toEqual({ code: "PRACTICE_NOT_FOUND", details: {} });
    }
  });
});
