import type { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { type DatabaseHandle, openDatabase } from "@caretype/db";
import { account, membership, practice, session } from "@caretype/db/schema";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { and, eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { announce } from "../queries.ts";
import { createPrincipals } from "./principals.ts";

/** Counts look-ups, and can delay their results. */
const lookups = vi.hoisted(() => ({ count: 0, hold: undefined as Promise<void> | undefined }));
vi.mock("./queries.ts", async (original) => {
  const real = await original<typeof import("./queries.ts")>();
  const findPrincipal: typeof real.findPrincipal = async (...query) => {
    lookups.count += 1;
    const scope = await real.findPrincipal(...query);
    await lookups.hold;
    return scope;
  };
  return { ...real, findPrincipal };
});

// Rechecks are so rare that only a notification or `forget` can take effect within a test.
const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { database, services, url } = api;
const { principals, tokens } = services;
/** A database handle that gets no notifications. */
const deafened = (to: DatabaseHandle): DatabaseHandle => ({
  ...to,
  listen: () => new Promise(() => undefined),
});
const logIn = ({ email, password }: { email: string; password: string }) =>
  api.anonymous.account.login({ email, password });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends a session without a notification. */
const endSilently = (accountId: AccountId) =>
  database.reader.update(session).set({ endedAt: sql`now()` }).where(eq(session.accountId, accountId));

afterEach(() => {
  lookups.hold = undefined;
  vi.useRealTimers();
});

describe("the cache", () => {
  it("looks a session up once, for concurrent and later calls", async () => {
    const { access } = await api.signUp();
    lookups.count = 0;
    await Promise.all(Array.from({ length: 20 }, () => principals.authenticate(access)));
    await principals.authenticate(access);
    expect(lookups.count).toBe(1);
  });

  it("looks it up again when old, once for all waiting calls", async () => {
    const signedIn = await api.signUp();
    vi.useFakeTimers({ toFake: ["performance"] });
    const impatient = createPrincipals({ database: deafened(database), tokens, recheckMilliseconds: 5_000 });
    const known = await impatient.authenticate(signedIn.access);
    expect(known).toEqual({
      timeZone: null,
      dialect: null,
      accountId: signedIn.account.id,
      sessionId: expect.any(String),
      practiceId: expect.any(String),
      role: "owner",
      permissions: rolePermissions.owner,
      freshUntil: expect.any(Number),
    });
    await endSilently(signedIn.account.id);
    await impatient.authenticate(signedIn.access);
    vi.advanceTimersByTime(5_000);
    lookups.count = 0;
    const calls = Array.from({ length: 10 }, () => codeOf(impatient.authenticate(signedIn.access)));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["UNAUTHENTICATED"]));
    expect(lookups.count).toBe(1);
  });

  it("looks a session up each second without notifications, as behind PgBouncer", async () => {
    const deaf = openDatabase({ url, listenUrl: null });
    try {
      const { access, account: signedIn } = await api.signUp();
      vi.useFakeTimers({ toFake: ["performance"] });
      const behindPooler = createPrincipals({ database: deaf, tokens });
      const hearing = createPrincipals({ database: deafened(database), tokens });
      for (const cache of [behindPooler, hearing]) await cache.authenticate(access);
      await endSilently(signedIn.id);
      vi.advanceTimersByTime(999);
      await behindPooler.authenticate(access);
      vi.advanceTimersByTime(1);
      expect(await codeOf(behindPooler.authenticate(access))).toBe("UNAUTHENTICATED");
      await hearing.authenticate(access);
    } finally {
      await deaf.close();
    }
  });

  it("ends with the token", async () => {
    const { access } = await api.signUp();
    await principals.authenticate(access);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    expect(await codeOf(principals.authenticate(access))).toBe("UNAUTHENTICATED");
  });

  it("compares every byte of a token", async () => {
    const { access } = await api.signUp();
    await principals.authenticate(access);
    const [header, , signature] = access.split(".");
    const payload = Buffer.from(JSON.stringify(await tokens.verifyAccess(access))).toString("base64url");
    for (const forged of [
      `${access}=`,
      `${access}\n`,
      [header, payload, signature].join("."),
      access.slice(0, -1),
    ]) {
      expect(await codeOf(principals.authenticate(forged))).toBe("UNAUTHENTICATED");
    }
  });

  it("refuses a valid token of an unknown or foreign session", async () => {
    const [one, two] = [await api.signUp(), await api.signUp()];
    const { sessionId } = await principals.authenticate(one.access);
    principals.forget({ session: sessionId });
    for (const subject of [
      { accountId: one.account.id, sessionId: newId<SessionId>() },
      { accountId: two.account.id, sessionId },
    ]) {
      expect(await codeOf(principals.authenticate(await tokens.issueAccess(subject)))).toBe(
        "UNAUTHENTICATED",
      );
    }
    await principals.authenticate(one.access);
  });

  it("refuses a token that pairs a cached session with another account", async () => {
    const [mine, other] = [await api.signUp(), await api.signUp()];
    const { sessionId } = await principals.authenticate(mine.access);
    const forged = await tokens.issueAccess({ accountId: other.account.id, sessionId });
    expect(await codeOf(principals.authenticate(forged))).toBe("UNAUTHENTICATED");
  });

  it("uses the practice that the account has been in longest", async () => {
    const [one, two] = [await api.signUp(), await api.signUp()];
    const own = await principals.authenticate(one.access);
    const others = await principals.authenticate(two.access);
    await database.reader
      .insert(membership)
      .values({ practiceId: others.practiceId, accountId: one.account.id, role: "viewer" });
    principals.forget({ account: one.account.id });
    // A new look-up only moves the start of the interval.
    const again = await principals.authenticate(one.access);
    expect({ ...again, freshUntil: own.freshUntil }).toEqual(own);
    const ofOwn = and(eq(membership.accountId, one.account.id), eq(membership.practiceId, own.practiceId));
    await database.reader
      .update(membership)
      .set({ createdAt: sql`now() + interval '1 second'` })
      .where(ofOwn);
    principals.forget({ session: own.sessionId });
    expect(await principals.authenticate(one.access)).toMatchObject({
      practiceId: others.practiceId,
      role: "viewer",
    });
    expect(await database.reader.select().from(practice).where(eq(practice.id, own.practiceId))).toHaveLength(
      1,
    );
  });
});

describe("a change", () => {
  it("is not undone by an earlier look-up", async () => {
    const signedIn = await api.signUp();
    const other = await logIn(signedIn);
    const { promise, resolve } = Promise.withResolvers<void>();
    await principals.authenticate(other.access);
    lookups.hold = promise;
    lookups.count = 0;
    const early = principals.authenticate(signedIn.access);
    await vi.waitFor(() => expect(lookups.count).toBe(1));
    await pause(20);
    // Another session of the account ends this one while a look-up is running.
    await api.callerWith({ accessToken: other.access }).account.logout({ refresh: signedIn.refresh });
    resolve();
    await early;
    expect(await codeOf(principals.authenticate(signedIn.access))).toBe("UNAUTHENTICATED");
  });

  it("applies here at once, without notification, even to look-ups from before the commit", async () => {
    const { caller, access } = await api.signUp();
    const deaf = createPrincipals({ database: deafened(database), tokens, recheckMilliseconds: 3_600_000 });
    const slowToCommit: DatabaseHandle = {
      ...database,
      transaction: (run) =>
        database.transaction(async (tx) => {
          const result = await run(tx);
          await deaf.authenticate(access);
          return result;
        }),
    };
    const deafServices = { ...services, database: slowToCommit, principals: deaf };
    const deafCaller = api.callerWith({ accessToken: access, services: deafServices });
    await deafCaller.account.me();
    await deafCaller.account.logout();
    expect(await codeOf(deafCaller.account.me())).toBe("UNAUTHENTICATED");
    await vi.waitFor(async () => expect(await codeOf(caller.account.me())).toBe("UNAUTHENTICATED"));
  });

  it("reaches other processes: an ended session, a changed role", async () => {
    const signedIn = await api.signUp();
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    const heard: DatabaseHandle = { ...database, listen: (...to) => database.listen(...to).then(resolve) };
    const elsewhere = createPrincipals({ database: heard, tokens, recheckMilliseconds: 3_600_000 });
    await listening;
    const { practiceId } = await elsewhere.authenticate(signedIn.access);
    await database.transaction(async (tx) => {
      await tx.update(membership).set({ role: "viewer" }).where(eq(membership.practiceId, practiceId));
      await announce(tx, { account: signedIn.account.id });
    });
    const isViewer = async () => expect((await elsewhere.authenticate(signedIn.access)).role).toBe("viewer");
    await vi.waitFor(isViewer);
    const { code } = await failureOf(signedIn.caller.patient.create({ name: "Ann Lee", gender: "female" }));
    expect(code).toBe("PERMISSION_DENIED");
    const isOut = async (access: string) =>
      expect(await codeOf(elsewhere.authenticate(access))).toBe("UNAUTHENTICATED");
    const [one, two] = [await logIn(signedIn), await logIn(signedIn)];
    await Promise.all([one, two].map(({ access }) => elsewhere.authenticate(access)));
    await signedIn.caller.account.logout();
    await vi.waitFor(() => isOut(signedIn.access));
    await api.callerWith({ accessToken: one.access }).account.logoutEverywhere();
    await vi.waitFor(() => isOut(two.access));
  });

  it("by a reused refresh token ends the session here at once", async () => {
    const signedIn = await api.signUp();
    await signedIn.caller.account.me();
    const { refresh } = await api.anonymous.account.refresh({ refresh: signedIn.refresh });
    await api.anonymous.account.refresh({ refresh });
    await failureOf(api.anonymous.account.refresh({ refresh: signedIn.refresh }));
    expect(await codeOf(signedIn.caller.account.me())).toBe("UNAUTHENTICATED");
  });

  it("missed while disconnected applies after the listener reconnects", async () => {
    const signedIn = await api.signUp();
    await principals.authenticate(signedIn.access);
    await database.reader.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query ~* '^(listen|select 1$)'`,
    );
    await database.reader.update(account).set({ isActive: false }).where(eq(account.id, signedIn.account.id));
    const isOut = async () =>
      expect(await codeOf(principals.authenticate(signedIn.access))).toBe("UNAUTHENTICATED");
    await vi.waitFor(isOut);
  });
});

describe("without the database", () => {
  it("an outage neither invalidates tokens nor extends cached sessions", async () => {
    const { access } = await api.signUp();
    const unknown = (await api.signUp()).access;
    const own = openDatabase({ url });
    const cut = createPrincipals({ database: deafened(own), tokens, recheckMilliseconds: 5_000 });
    const caller = api.callerWith({
      accessToken: access,
      services: { ...services, database: own, principals: cut },
    });
    vi.useFakeTimers({ toFake: ["performance"] });
    await cut.authenticate(access);
    await own.close();
    await cut.authenticate(access);
    expect(await codeOf(cut.authenticate(unknown))).toBe("SERVICE_UNAVAILABLE");
    vi.advanceTimersByTime(5_000);
    expect(await codeOf(cut.authenticate(access))).toBe("SERVICE_UNAVAILABLE");
    expect(await codeOf(caller.account.me())).toBe("SERVICE_UNAVAILABLE");
    expect(await codeOf(cut.authenticate("not.a.token"))).toBe("UNAUTHENTICATED");
  });
});
