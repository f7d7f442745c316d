import type { SessionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

type SignedUp = Awaited<ReturnType<typeof api.signUp>>;

/** Another session of the account. */
async function logIn({ email, password }: SignedUp, userAgent: string | null = null) {
  const where = api.callerWith({ userAgent, address: "192.0.2.9" });
  const { access, refresh } = await where.account.login({ email, password });
  const { sessionId: id } = await api.services.tokens.verifyAccess(access);
  return { id, access, refresh, caller: api.callerWith({ accessToken: access }) };
}

const isOut = async ({ caller, refresh }: { caller: SignedUp["caller"]; refresh: string }) => {
  expect(await codeOf(caller.account.me())).toBe("UNAUTHENTICATED");
  expect(await codeOf(api.anonymous.account.refresh({ refresh }))).toBe("INVALID_REFRESH_TOKEN");
};

it("lists the account's own sessions, latest first", async () => {
  const [signedIn, other] = [await api.signUp(), await api.signUp()];
  await logIn(other);
  const browser = await logIn(signedIn, firefox);
  await reader.execute(sql`update session set second_factor_at = now() where id = ${browser.id}`);
  const { items, nextCursor } = await signedIn.caller.session.list();
  expect(nextCursor).toBeNull();
  expect(items).toEqual([
    {
      id: browser.id,
      device: "Firefox on Linux",
      userAgent: firefox,
      address: "192.0.2.9",
      createdAt: expect.any(String),
      lastSeenAt: expect.any(String),
      isCurrent: false,
      gaveSecondFactor: true,
    },
    expect.objectContaining({
      device: "Unknown device",
      userAgent: null,
      address: "127.0.0.1",
      isCurrent: true,
      gaveSecondFactor: false,
    }),
  ]);
});

it("lists sessions page by page", async () => {
  const signedIn = await api.signUp();
  const ids = [];
  for (let count = 0; count < 4; count++) ids.unshift((await logIn(signedIn)).id);
  const first = await signedIn.caller.session.list({ limit: 3 });
  const second = await signedIn.caller.session.list({ limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id).slice(0, 4)).toEqual(ids);
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, null]);
  expect(await codeOf(signedIn.caller.session.list({ cursor: "x" }))).toBe("INVALID_INPUT");
});

it("ends a session once, for access and refresh", async () => {
  const signedIn = await api.signUp();
  const [lost, kept] = [await logIn(signedIn), await logIn(signedIn)];
  await lost.caller.account.me();
  const ends = Array.from({ length: 20 }, () =>
    signedIn.caller.session.end({ id: lost.id }).then(
      () => "ok",
      ({ cause }) => cause.code,
    ),
  );
  expect((await Promise.all(ends)).toSorted()).toEqual([...Array(19).fill("SESSION_NOT_FOUND"), "ok"]);
  await isOut(lost);
  await kept.caller.account.me();
  const { items } = await kept.caller.session.list();
  expect(items.map(({ id }) => id)).not.toContain(lost.id);
});

it("ends the current session", async () => {
  const current = await logIn(await api.signUp());
  await current.caller.session.end({ id: current.id });
  await isOut(current);
});

it("answers alike for unknown, foreign, ended and expired sessions", async () => {
  const [signedIn, other] = [await api.signUp(), await api.signUp()];
  const [foreign, ended, runOut] = [await logIn(other), await logIn(signedIn), await logIn(signedIn)];
  await signedIn.caller.session.end({ id: ended.id });
  await reader.execute(
    sql`update session set created_at = now() - interval '31 days' where id = ${runOut.id}`,
  );
  const refusals = await Promise.all(
    [foreign.id, ended.id, runOut.id, newId<SessionId>()].map(async (id) => {
      const { code, details, message } = await failureOf(signedIn.caller.session.end({ id }));
      return { code, details, message };
    }),
  );
  expect(refusals[0]).toEqual({ code: "SESSION_NOT_FOUND", details: {}, message: "No such session" });
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  await foreign.caller.account.me();
});

it("ends all other sessions of the account only", async () => {
  const [signedIn, other] = [await api.signUp(), await api.signUp()];
  const others = [await logIn(signedIn), await logIn(signedIn)];
  for (const { caller } of [...others, other]) await caller.account.me();
  await signedIn.caller.session.endOthers();
  for (const session of others) await isOut(session);
  await signedIn.caller.account.me();
  await api.anonymous.account.refresh({ refresh: signedIn.refresh });
  // Not by its access, which is checked against the database once an hour here.
  await api.anonymous.account.refresh({ refresh: other.refresh });
  expect((await signedIn.caller.session.list()).items).toHaveLength(1);
});
