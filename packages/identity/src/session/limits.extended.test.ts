import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { browserLimitsFor, browserLimitsOf, recordIntervalOf, sessionLimitsOf } from "./limits.ts";
import { recordSessionsUse } from "./own-sessions.ts";

// Rechecks are so rare that only the limits themselves can take effect within a test.
const api = await createTestApi({
  sessionIdleMinutes: 30,
  sessionDays: 10,
  sessionRecheckMilliseconds: 3_600_000,
});
const { database, services } = api;
const { reader } = database;
const { principals } = services;
const limits = sessionLimitsOf({ sessionIdleMinutes: 30, sessionDays: 10 });

async function signUp() {
  const signedIn = await api.signUp();
  const { sessionId } = await services.tokens.verifyAccess(signedIn.access);
  const age = async (column: "last_seen_at" | "created_at", ago: string) => {
    await reader.execute(
      sql`update session set ${sql.identifier(column)} = now() - ${ago}::interval where id = ${sessionId}`,
    );
    principals.forget({ session: sessionId });
  };
  const row = async () => {
    const [found] = await reader.execute<{ unused: number; change: string }>(sql`
      select extract(epoch from now() - last_seen_at)::float8 as unused, xmin::text as change
      from session where id = ${sessionId}`);
    if (!found) throw new Error("no session");
    return found;
  };
  return { ...signedIn, sessionId, age, row };
}

describe.each([
  { which: "idle", column: "last_seen_at", limit: "30 minutes", almost: "29 minutes" },
  { which: "absolute", column: "created_at", limit: "10 days", almost: "9 days 23:59" },
] as const)("the $which limit", ({ column, limit, almost }) => {
  it("ends a session for access, refresh and lists", async () => {
    const { caller, refresh, age, email, password } = await signUp();
    await age(column, limit);
    expect(await codeOf(caller.account.me())).toBe("UNAUTHENTICATED");
    expect(await codeOf(api.anonymous.account.refresh({ refresh }))).toBe("INVALID_REFRESH_TOKEN");
    const { access } = await api.anonymous.account.login({ email, password });
    expect((await api.callerWith({ accessToken: access }).session.list()).items).toHaveLength(1);
  });

  it("is not reached a minute earlier", async () => {
    const { caller, refresh, age } = await signUp();
    const { id } = await caller.account.me();
    await age(column, almost);
    expect((await caller.account.me()).id).toBe(id);
    await age(column, almost);
    const { access } = await api.anonymous.account.refresh({ refresh });
    expect((await api.callerWith({ accessToken: access }).account.me()).id).toBe(id);
  });
});

it("the absolute limit ends a cached session in use, by the database's clock", async () => {
  const { access, age } = await signUp();
  await age("created_at", "10 days -1.5 seconds");
  await principals.authenticate(access);
  const isOut = async () => expect(await codeOf(principals.authenticate(access))).toBe("UNAUTHENTICATED");
  await vi.waitFor(isOut, { interval: 20 });
});

describe("a use", () => {
  it("extends the session, by access token or refresh", async () => {
    const { access, refresh, age, row } = await signUp();
    await age("last_seen_at", "29 minutes");
    await principals.authenticate(access);
    await vi.waitFor(async () => expect((await row()).unused).toBeLessThan(60));
    await age("last_seen_at", "29 minutes");
    await api.anonymous.account.refresh({ refresh });
    expect((await row()).unused).toBeLessThan(60);
  });

  it("is written once a minute, for any number of calls and processes", async () => {
    const { access, age, row, sessionId } = await signUp();
    await age("last_seen_at", "2 minutes");
    const elsewhere = await api.anotherInstance();
    const useAll = () =>
      Promise.all(
        [principals, elsewhere.principals].flatMap((one) =>
          Array.from({ length: 20 }, () => one.authenticate(access)),
        ),
      );
    await useAll();
    await vi.waitFor(async () => expect((await row()).unused).toBeLessThan(60));
    // The other process's write may be a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { change } = await row();
    for (let time = 0; time < 5; time++) {
      for (const one of [principals, elsewhere.principals]) one.forget({ session: sessionId });
      await useAll();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await row()).change).toBe(change);
  });

  it("written by another process is not written again", async () => {
    const { age, row, sessionId } = await signUp();
    await age("last_seen_at", "2 minutes");
    const note = () =>
      recordSessionsUse(services.database, { uses: [{ id: sessionId, agoSeconds: 0 }], ...limits });
    await note();
    const noted = await row();
    expect(noted.unused).toBeLessThan(60);
    await note();
    expect((await row()).change).toBe(noted.change);
  });

  it("does not wait for locks, nor does its call", async () => {
    const { access, caller, age, row, sessionId } = await signUp();
    await age("last_seen_at", "2 minutes");
    await database.transaction(async (tx) => {
      await tx.execute(sql`select from session where id = ${sessionId} for update`);
      await caller.account.me();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const waiting = sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      expect(await tx.execute(waiting)).toEqual([]);
    });
    expect((await row()).unused).toBeGreaterThan(60);
    principals.forget({ session: sessionId });
    await principals.authenticate(access);
    await vi.waitFor(async () => expect((await row()).unused).toBeLessThan(60));
  });

  it("does not revive an ended or expired session", async () => {
    const [ended, idle, old] = [await signUp(), await signUp(), await signUp()];
    await ended.age("last_seen_at", "2 minutes");
    await ended.caller.account.logout();
    await idle.age("last_seen_at", "30 minutes");
    await old.age("last_seen_at", "2 minutes");
    await old.age("created_at", "10 days");
    const uses = [ended, idle, old].map(({ sessionId }) => ({ id: sessionId, agoSeconds: 0 }));
    await recordSessionsUse(services.database, { uses, ...limits });
    for (const { row } of [ended, idle, old]) expect((await row()).unused).toBeGreaterThan(60);
  });

  it("whose write failed is written after the next look-up", async () => {
    const failures: unknown[] = [];
    const failing = await createTestApi({ onBackgroundFailure: (error) => void failures.push(error) });
    const { access } = await failing.signUp();
    const { sessionId } = await failing.services.tokens.verifyAccess(access);
    const admin = failing.database.reader;
    await admin.execute(
      sql`update session set last_seen_at = now() - interval '2 minutes' where id = ${sessionId}`,
    );
    await admin.execute(sql`revoke update on session from caretype_server`);
    const use = async () => {
      failing.services.principals.forget({ session: sessionId });
      await failing.services.principals.authenticate(access);
    };
    await use();
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    await admin.execute(sql`grant update on session to caretype_server`);
    await use();
    const isNoted = sql`select from session where id = ${sessionId} and last_seen_at > now() - interval '1 minute'`;
    await vi.waitFor(async () => expect(await admin.execute(isNoted)).toHaveLength(1));
  });
});

it("a short idle timeout has uses written more often than once a minute", () => {
  expect(recordIntervalOf(sessionLimitsOf({ sessionIdleMinutes: 1 }))).toBe(15);
  expect(recordIntervalOf(sessionLimitsOf({ sessionIdleMinutes: 30 }))).toBe(60);
  expect(sessionLimitsOf({})).toEqual({ idleSeconds: 604_800, maxSeconds: 2_592_000 });
});

it("a browser session may be idle for half an hour and lasts twelve, or the least of its roles' limits", () => {
  expect(browserLimitsFor(browserLimitsOf({}), ["owner"])).toEqual({
    idleSeconds: 1_800,
    maxSeconds: 43_200,
  });
  const limits = browserLimitsOf({
    browserIdleMinutes: { everybody: 30, owner: 15, staff: 60 },
    browserSessionHours: { everybody: 12, staff: 4 },
  });
  expect(browserLimitsFor(limits, [])).toEqual({ idleSeconds: 1_800, maxSeconds: 43_200 });
  expect(browserLimitsFor(limits, ["staff"])).toEqual({ idleSeconds: 3_600, maxSeconds: 14_400 });
  expect(browserLimitsFor(limits, ["viewer", "owner", "staff"])).toEqual({
    idleSeconds: 900,
    maxSeconds: 14_400,
  });
});

it("returns the limits of the current session", async () => {
  const { caller, sessionId } = await signUp();
  const { idleSeconds, endsAt, createdAt, id } = await caller.session.current();
  expect({ idleSeconds, id }).toEqual({ idleSeconds: 1_800, id: sessionId });
  expect(Date.parse(endsAt) - Date.parse(createdAt)).toBe(10 * 86_400_000);
});

describe("an account with the maximum number of sessions", () => {
  it("can sign in, which ends its oldest session in every process", async () => {
    const few = await createTestApi({ sessionsAtOnce: 3, sessionRecheckMilliseconds: 600_000 });
    const { caller: first, access, email, password } = await few.signUp();
    const services = await few.anotherInstance();
    const elsewhere = few.callerWith({ accessToken: access, services });
    await elsewhere.account.me();
    const logIn = async () => {
      const tokens = await few.anonymous.account.login({ email, password });
      return few.callerWith({ accessToken: tokens.access });
    };
    const [second, third] = [await logIn(), await logIn()];
    await first.account.me();
    const fourth = await logIn();
    expect(await codeOf(first.account.me())).toBe("UNAUTHENTICATED");
    const isOut = async () => expect(await codeOf(elsewhere.account.me())).toBe("UNAUTHENTICATED");
    await vi.waitFor(isOut, { timeout: 20_000, interval: 20 });
    for (const caller of [second, third, fourth]) expect((await caller.session.list()).items).toHaveLength(3);
    // An ended session does not count.
    await second.account.logout();
    await logIn();
    await third.account.me();
  });

  it("has at most twenty by default, of any kind", async () => {
    const { caller, email, password } = await api.signUp();
    for (let time = 0; time < 19; time++) await api.anonymous.account.login({ email, password });
    await caller.account.me();
    await api.anonymous.account.login({ email, password });
    expect(await codeOf(caller.account.me())).toBe("UNAUTHENTICATED");
  });
});
