import { createHash, randomBytes } from "node:crypto";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { schema } from "@caretype/db";
import { entryOf } from "@caretype/test-api/audit-entries";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting, whileHeld } from "@caretype/test-api/waiting";
import { earlier } from "@caretype/test-database";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const clock = createClock();
const api = await createTestApi({ now: clock.now, loginFailures: { account: 10, address: 0 } });
const { anonymous } = api;
const { reader } = api.database;
const staff = await api.signUpStaff();
const invalid = "INVALID_LOGIN_CODE";
type Caller = typeof anonymous;

function newProgram() {
  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  return { codeVerifier, codeChallenge };
}

/** A program that an account has allowed, with its code. */
async function allowedBy(caller: Caller) {
  const { codeVerifier, codeChallenge } = newProgram();
  const { code } = await caller.account.createLoginCode({ codeChallenge });
  const exchange = (by: Caller = anonymous) => by.account.logInWithCode({ code, codeVerifier });
  return { code, codeVerifier, exchange };
}

async function signUpAllowed() {
  const person = await api.signUp();
  return { ...person, ...(await allowedBy(person.caller)) };
}

const callerAs = (accessToken: string) => api.callerWith({ accessToken });

async function age(accountId: AccountId, seconds: number) {
  const ago = `${seconds} seconds`;
  await reader.execute(sql`
    update session set authenticated_at = ${earlier("authenticated_at", ago)},
      second_factor_at = ${earlier("second_factor_at", ago)}
    where account_id = ${accountId}`);
  api.services.principals.forget({ account: accountId });
}

describe("a sign-in with a code from the browser", () => {
  it("starts a session like any other, which the account sees and ends", async () => {
    const { account, caller, exchange } = await signUpAllowed();
    const program = api.callerWith({ userAgent: "Caretype-CLI (front-desk)", address: "192.0.2.7" });
    const answer = await exchange(program);
    expect(answer).toEqual({
      user: expect.objectContaining({ id: account.id }),
      access: answer.tokens.access,
      refresh: answer.tokens.refresh,
      tokens: { access: expect.any(String), refresh: expect.any(String) },
    });
    const [newest] = (await caller.session.list({})).items;
    expect(newest).toMatchObject({
      device: "Command line on front-desk",
      address: "192.0.2.7",
      isCurrent: false,
    });
    const [limits, password] = await Promise.all([
      callerAs(answer.access).session.current(),
      caller.session.current(),
    ]);
    // The same limits as a sign-in by password outside of browsers.
    expect(limits.idleSeconds).toBe(password.idleSeconds);
    const renewed = await anonymous.account.refresh({ refresh: answer.refresh });
    await caller.session.end({ id: limits.id });
    expect(await codeOf(callerAs(renewed.access).account.me())).toBe("UNAUTHENTICATED");
  });

  it("is no more recent than the sign-in in the browser", async () => {
    const { account, caller, password } = await api.signUp();
    await age(account.id, 500);
    const first = await (await allowedBy(caller)).exchange();
    const second = await (await allowedBy(callerAs(first.access))).exchange();
    await age(account.id, 101);
    const { codeChallenge } = newProgram();
    const more = (access: string) => callerAs(access).account.createLoginCode({ codeChallenge });
    for (const { access } of [first, second])
      expect(await codeOf(more(access))).toBe("REAUTHENTICATION_REQUIRED");
    await callerAs(second.access).account.reauthenticate({ password });
    expect(await more(second.access)).toEqual({ code: expect.any(String), expiresAt: expect.any(String) });
  });

  it("has a second factor if the browser gave one", async () => {
    const person = await api.signUp();
    await addApp(person.caller, clock);
    const { access } = await (await allowedBy(person.caller)).exchange();
    expect((await callerAs(access).session.list({})).items[0]).toMatchObject({ gaveSecondFactor: true });
    const without = await (await signUpAllowed()).exchange();
    expect((await callerAs(without.access).session.list({})).items[0]).toMatchObject({
      gaveSecondFactor: false,
    });
  });

  it("requires recent authentication in the browser, and a session", async () => {
    const { account, caller } = await api.signUp();
    const { codeChallenge } = newProgram();
    await age(account.id, 601);
    expect(await codeOf(caller.account.createLoginCode({ codeChallenge }))).toBe("REAUTHENTICATION_REQUIRED");
    expect(await codeOf(anonymous.account.createLoginCode({ codeChallenge }))).toBe("UNAUTHENTICATED");
    const owner = await api.signUp();
    const { key } = await owner.caller.apiKey.create({ name: "Lab", permissions: ["patient:read"] });
    expect(await codeOf(callerAs(key).account.createLoginCode({ codeChallenge }))).toBe("PERMISSION_DENIED");
  });

  it("requires a verified address where a password does", async () => {
    const { exchange } = await signUpAllowed();
    const careful = api.callerWith({ services: { ...api.services, registration: "verified" } });
    expect(await codeOf(exchange(careful))).toBe("EMAIL_NOT_VERIFIED");
  });
});

describe("a code", () => {
  it("works once, however many exchange it at the same time", async () => {
    const { caller, exchange } = await signUpAllowed();
    expect(await tally(Array.from({ length: 50 }, () => exchange()))).toEqual({ ok: 1, [invalid]: 49 });
    expect(await codeOf(exchange())).toBe(invalid);
    expect((await caller.session.list({})).items).toHaveLength(2);
  });

  it("works only with its program's secret, and not after another was tried", async () => {
    const { code, exchange } = await signUpAllowed();
    const { codeVerifier } = newProgram();
    expect(await codeOf(anonymous.account.logInWithCode({ code, codeVerifier }))).toBe(invalid);
    expect(await codeOf(exchange())).toBe(invalid);
  });

  it("signs in the account that allowed it, whoever sends it", async () => {
    const [one, other] = [await signUpAllowed(), await signUpAllowed()];
    const swapped = { code: one.code, codeVerifier: other.codeVerifier };
    expect(await codeOf(other.caller.account.logInWithCode(swapped))).toBe(invalid);
    expect(await other.exchange(one.caller)).toMatchObject({ user: { id: other.account.id } });
  });

  it("does not work with a challenge that is not the hash itself", async () => {
    const { caller } = await api.signUp();
    const { codeVerifier } = newProgram();
    // PKCE's method `plain`, and a hash with other characters at its end.
    const { code } = await caller.account.createLoginCode({ codeChallenge: codeVerifier });
    expect(await codeOf(anonymous.account.logInWithCode({ code, codeVerifier }))).toBe(invalid);
    const { code: broken } = await caller.account.createLoginCode({ codeChallenge: "!".repeat(43) });
    expect(await codeOf(anonymous.account.logInWithCode({ code: broken, codeVerifier }))).toBe(invalid);
  });

  it.each<[string, (person: Awaited<ReturnType<typeof signUpAllowed>>) => Promise<unknown>]>([
    ["the browser has signed out", ({ caller }) => caller.account.logout({})],
    ["all sessions have ended", ({ caller }) => caller.account.logoutEverywhere()],
    [
      "the browser's session was ended elsewhere",
      async ({ email, password }) => {
        const { access } = await anonymous.account.login({ email, password });
        await callerAs(access).session.endOthers();
      },
    ],
    [
      "the password was changed here",
      ({ caller, password }) =>
        caller.account.changePassword({ currentPassword: password, newPassword: "nine lives of a lamp" }),
    ],
    [
      "the password was changed elsewhere",
      async ({ email, password }) => {
        const { access } = await anonymous.account.login({ email, password });
        const change = { currentPassword: password, newPassword: "nine lives of a lamp" };
        await callerAs(access).account.changePassword(change);
      },
    ],
    [
      "the account was deactivated",
      ({ account: { id } }) => staff.caller.staff.deactivate({ id, reason: "left" }),
    ],
    [
      "the account was deactivated and reactivated",
      async ({ account: { id } }) => {
        await staff.caller.staff.deactivate({ id, reason: "left" });
        await staff.caller.staff.reactivate({ id });
      },
    ],
  ])("does not work once %s", async (_when, happens) => {
    const person = await signUpAllowed();
    await happens(person);
    expect(await codeOf(person.exchange())).toBe(invalid);
  });

  type Person = Awaited<ReturnType<typeof signUpAllowed>>;
  it.each<[string, (person: Person) => Promise<() => Promise<unknown>>]>([
    [
      "everywhere",
      async ({ caller }) =>
        () =>
          caller.account.logoutEverywhere(),
    ],
    [
      "of the others, of which one allowed it",
      async ({ email, password }) => {
        const { access } = await anonymous.account.login({ email, password });
        return () => callerAs(access).session.endOthers();
      },
    ],
  ])("leaves no session if it is exchanged during a sign-out %s", async (_which, signOutOf) => {
    const person = await signUpAllowed();
    const signOut = await signOutOf(person);
    // The exchange has inserted its session, and waits before its end.
    const held = sql`lock table refresh_token in share mode`;
    const [exchanged, signedOut] = await whileHeld(api.database, held, async () => {
      const exchanging = person.exchange();
      await untilWaiting(api.database, 1);
      const signingOut = signOut();
      await Promise.race([untilWaiting(api.database, 2), signingOut]);
      return [exchanging, signingOut] as const;
    });
    await signedOut;
    expect(await codeOf(callerAs((await exchanged).access).account.me())).toBe("UNAUTHENTICATED");
  });

  it("is not stored, and neither it nor the secret is in the audit", async () => {
    const { account, caller } = await api.signUp();
    const { codeVerifier, codeChallenge } = newProgram();
    const [asked, used, reused] = [uuidv7(), uuidv7(), uuidv7()];
    const allowing = api.callerWith({
      accessToken: (await allowedBy(caller).then(({ exchange }) => exchange())).access,
      requestId: asked,
    });
    const { code } = await allowing.account.createLoginCode({ codeChallenge });
    const program = (requestId: string) =>
      api.callerWith({ requestId }).account.logInWithCode({ code, codeVerifier });
    await program(used);
    await failureOf(program(reused));
    const entries = await Promise.all([asked, used, reused].map((id) => entryOf(reader, id)));
    expect(entries.map(({ action, outcome, accountId }) => [action, outcome, accountId])).toEqual([
      ["account.createLoginCode", "ok", account.id],
      ["account.logInWithCode", "ok", account.id],
      // An invalid code identifies no account.
      ["account.logInWithCode", invalid, null],
    ]);
    const tokens = await reader
      .select()
      .from(schema.oneTimeToken)
      .where(eq(schema.oneTimeToken.accountId, account.id));
    const written = JSON.stringify([
      entries,
      tokens.map((token) => ({ ...token, hash: token.hash.toString("base64url") })),
    ]);
    for (const secret of [code, codeVerifier]) expect(written).not.toContain(secret);
  });
});
