import { asId } from "@caretype/core/kernel/field/ids";
import { schema } from "@caretype/db";
import { account as accounts } from "@caretype/db/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Passwords } from "../credential/password/hashing.ts";

const api = await createTestApi();
const { anonymous, database, services } = api;
const password = "correct horse battery";
const unique = () => uuidv7().slice(-12);
const address = () => `${unique()}@example.org`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
describe("register", () => {
  it("returns the account's fields at the top level, and valid tokens", async () => {
    const [username, email] = [`jo.${unique()}`, address()];
    const registered = await anonymous.account.register({ username, email, password, name: "Jo Doe" });
    expect(registered).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      username,
      name: "Jo Doe",
      email,
      isActive: true,
      isStaff: false,
      emailVerified: false,
      unitSystem: "metric",
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      tokens: { access: expect.any(String), refresh: expect.any(String) },
    });
    const { tokens, ...fields } = registered;
    const caller = api.callerWith({ accessToken: tokens?.access ?? null });
    expect(await caller.account.me()).toEqual(fields);
  });

  it.each([
    ["username, email, password", { username: `a${unique()}` }],
    ["name, email, password", { name: "Ann Lee" }],
    ["with the confirmation", { username: `b${unique()}`, passwordConfirmation: password }],
  ])("accepts %s", async (_fields, given) => {
    const { passwordConfirmation: _same, ...expected } = { passwordConfirmation: "", ...given };
    const registered = await anonymous.account.register({ ...given, email: address(), password });
    expect(registered).toMatchObject(expected);
  });

  it("derives the username, and the name from it", async () => {
    const base = unique();
    const registered = await anonymous.account.register({ email: `${base}+x@example.org`, password });
    expect(registered).toMatchObject({ username: `${base}+x`, name: `${base}+x` });
    const second = await anonymous.account.register({ email: `${base}+x@example.net`, password });
    expect(second.username).toMatch(new RegExp(`^${base}\\+x-[\\da-f]{4}$`));
  });

  it("succeeds for 20 concurrent calls with one local part, with 20 usernames", async () => {
    const base = unique();
    const registered = await Promise.all(
      times(20, (i) => anonymous.account.register({ email: `${base}@${i}.example.org`, password })),
    );
    expect(new Set(registered.map(({ username }) => username.toLowerCase())).size).toBe(20);
  });

  it("succeeds once for 20 concurrent calls with one email address, and rolls back the others", async () => {
    const email = address();
    const outcome = tally(
      times(20, (i) => anonymous.account.register({ email: i % 2 ? email : email.toUpperCase(), password })),
    );
    expect(await outcome).toEqual({ ok: 1, EMAIL_TAKEN: 19 });
    const [{ orphans } = { orphans: -1 }] = await database.reader
      .select({ orphans: sql<number>`count(*)` })
      .from(schema.practice)
      .where(sql`id not in (select practice_id from membership)`);
    expect(orphans).toBe(0);
  });

  it("succeeds once for 20 concurrent calls that require one username", async () => {
    const username = unique();
    const calls = times(20, () => anonymous.account.register({ username, email: address(), password }));
    expect(await tally(calls)).toEqual({ ok: 1, USERNAME_TAKEN: 19 });
  });

  it("refuses a taken email address or username in any case", async () => {
    const { account, email } = await api.signUp();
    const register = anonymous.account.register;
    expect((await failureOf(register({ email: email.toUpperCase(), password }))).code).toBe("EMAIL_TAKEN");
    const username = account.username.toUpperCase();
    expect((await failureOf(register({ username, email: address(), password }))).code).toBe("USERNAME_TAKEN");
  });

  it.each([
    ["password", "7 characters", { password: "Xq7-vb9" }],
    ["password", "7 emoji, which are 14 code units", { password: "🐴🔋📎🐴🔋📎🐴" }],
    ["password", "129 characters", { password: "🐴".repeat(129) }],
    ["password", "a common password", { password: "password123" }],
    ["password", "a common password in another case", { password: "PassWord123" }],
    ["password", "a lone surrogate", { password: "long enough \ud800" }],
    ["passwordConfirmation", "a mismatch", { passwordConfirmation: "correct horse batterz" }],
    ["email", "no address", { email: "jo@" }],
    ["username", "a space", { username: "jo doe" }],
    ["username", "2 characters", { username: "jo" }],
    ["username", "151 characters", { username: "j".repeat(151) }],
    ["username", "NUL", { username: "jo\0doe" }],
    ["username", "a possible foreign address", { username: "victim@example.org" }],
    ["name", "NUL", { name: "Jo\0" }],
  ])("refuses in `%s`: %s", async (field, _what, given) => {
    const input = { email: address(), password, ...given };
    const error = await failureOf(anonymous.account.register(input));
    expect(error.code).toBe("INVALID_INPUT");
    expect(Object.keys(error.details.errors ?? {})).toEqual([field]);
  });

  it.each([
    ["8 emoji", "🐴🔋📎🐴🔋📎🐴🔋"],
    [
      "128 of two code units",
      String.fromCodePoint(...Array.from({ length: 128 }, (_, at) => 0x1f400 + ((at * 37) % 61))),
    ],
    ["NUL, with significant text after it", "q7\0vLz!k2w"],
    ["more than bcrypt's 72 bytes", `${"q7vLz!k2wB".repeat(7)}Zp!`],
    ["spaces at both ends", "  padded lantern  "],
  ])("accepts a password of %s, and only that one signs in", async (_what, unusual) => {
    const { email } = await api.signUp(unusual);
    await anonymous.account.login({ email, password: unusual });
    for (const other of [unusual.slice(0, -1), unusual.trim(), unusual.split("\0")[0] ?? ""]) {
      if (other === unusual) continue;
      const { code } = await failureOf(anonymous.account.login({ email, password: other }));
      expect(code).toBe("INVALID_CREDENTIALS");
    }
  });

  it("creates a practice owned by the account", async () => {
    const { caller } = await api.signUp();
    expect(await caller.practice.mine()).toMatchObject({ role: "owner" });
  });

  it("can be closed", async () => {
    const closed = api.callerWith({ services: { ...services, registration: "closed" } });
    const { code } = await failureOf(closed.account.register({ email: address(), password }));
    expect(code).toBe("REGISTRATION_CLOSED");
  });
});

describe("sign in", () => {
  it("by email address or username, in any case", async () => {
    const { account, email } = await api.signUp();
    const { tokens: _tokens, ...user } = account;
    const identities = [
      { email },
      { email: email.toUpperCase() },
      { username: account.username },
      { username: account.username.toUpperCase() },
      // Many clients send the address in this field.
      { username: email },
      // Some forms send unused fields as empty texts.
      { username: "", email },
    ];
    for (const identity of identities) {
      const answer = await anonymous.account.login({ ...identity, password });
      expect(answer.user).toEqual(user);
      expect(answer.tokens).toEqual({ access: answer.access, refresh: answer.refresh });
      const caller = api.callerWith({ accessToken: answer.access });
      expect(await caller.account.me()).toEqual(user);
    }
  });

  it("answers alike for every wrong credential", async () => {
    const { email, account } = await api.signUp();
    const inactive = await api.signUp();
    await database.reader
      .update(accounts)
      .set({ isActive: false })
      .where(eq(accounts.id, inactive.account.id));
    const attempts = [
      { email, password: "wrong" },
      { email, password: "wrong".repeat(100_000) },
      { email, password: "correct horse battery\0" },
      { username: account.username, password: "wrong" },
      { email: address(), password },
      { email: "no address", password },
      { email: `${"x".repeat(5000)}@example.org`, password },
      { username: "nobody", password },
      { username: "no\0body", password },
      { username: "no\ud800body", password },
      { email: account.username, password },
      { email: inactive.email, password },
    ];
    for (const attempt of attempts) {
      const error = await failureOf(anonymous.account.login(attempt));
      expect({ code: error.code, message: error.message, details: error.details }).toEqual({
        code: "INVALID_CREDENTIALS",
        message: "The credentials are not valid",
        details: {},
      });
    }
  });

  it.each([
    ["email", { password }],
    ["email", { email: " ", password }],
    ["password", { email: "jo@example.org", password: "" }],
    ["username", { email: "jo@example.org", username: "jo", password }],
  ])("names the missing or superfluous field: %s", async (field, input) => {
    const error = await failureOf(anonymous.account.login(input));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", [field]]);
  });

  it("compares a password once, whether or not the account exists", async () => {
    const { email } = await api.signUp();
    const compared: (string | null)[] = [];
    const passwords: Passwords = {
      ...services.passwords,
      verify: (given, hash) => {
        compared.push(hash);
        return services.passwords.verify(given, hash);
      },
    };
    const caller = api.callerWith({ services: { ...services, passwords } });
    await tally([email, address()].map((name) => caller.account.login({ email: name, password: "wrong" })));
    expect(compared.toSorted()).toEqual([null, expect.stringMatching(/^\$2b\$04\$.{53}$/)].toSorted());
  });

  it("never finds another account by a username that looks like an address", async () => {
    const victim = await api.signUp();
    const email = address();
    const { code } = await failureOf(
      anonymous.account.register({ username: victim.email, email, password: "attacker's own" }),
    );
    expect(code).toBe("INVALID_INPUT");
    // The own address is allowed, and an @ without a domain is no address.
    await anonymous.account.register({ username: email, email: email.toUpperCase(), password });
    expect((await anonymous.account.login({ username: email, password })).user.username).toBe(email);
    const username = `jo@${unique()}`;
    await anonymous.account.register({ username, email: address(), password });
    expect((await anonymous.account.login({ username, password })).user.username).toBe(username);
  });

  it("treats Unicode-equivalent usernames as equal", async () => {
    const username = `Zoe\u0308${unique()}`;
    const registered = await anonymous.account.register({ username, email: address(), password });
    expect(registered.username).toBe(username.normalize("NFC"));
    await anonymous.account.login({ username, password });
    await anonymous.account.login({ username: username.normalize("NFC"), password });
  });

  it("stores the address and user agent of a session", async () => {
    const { email } = await api.signUp();
    const caller = api.callerWith({ address: "203.0.113.7", userAgent: `${"x".repeat(499)}😀` });
    const { access } = await caller.account.login({ email, password });
    const { sessionId } = await services.principals.authenticate(access);
    const [row] = await database.reader.select().from(schema.session).where(eq(schema.session.id, sessionId));
    expect(row).toMatchObject({ address: "203.0.113.7", userAgent: `${"x".repeat(499)}\ufffd` });
  });

  it("deletes the account's sessions whose tokens have all expired, and no others", async () => {
    const { email, account } = await api.signUp();
    await anonymous.account.login({ email, password });
    const { refreshToken, session } = schema;
    const ofAccount = eq(session.accountId, account.id);
    const sessions = () =>
      database.reader.select({ id: session.id }).from(session).where(ofAccount).orderBy(session.id);
    const [old, live] = await sessions();
    await database.reader
      .update(refreshToken)
      .set({ expiresAt: sql`now() - interval '2 hours'` })
      .where(eq(refreshToken.sessionId, old?.id ?? asId("")));
    await anonymous.account.login({ email, password });
    expect((await sessions()).map(({ id }) => id)).toEqual([live?.id, expect.any(String)]);
  });
});

describe("a name that is slow to normalize", () => {
  const hostile = `a${"\u0315".repeat(100_000)}${"\u0316".repeat(100_000)}`;

  it("is refused before normalizing", async () => {
    const normalize = vi.spyOn(String.prototype, "normalize");
    onTestFinished(() => normalize.mockRestore());
    expect((await failureOf(anonymous.account.login({ username: hostile, password }))).code).toBe(
      "INVALID_CREDENTIALS",
    );
    const { details } = await failureOf(
      anonymous.account.register({ username: hostile, email: address(), password }),
    );
    expect(Object.keys(details.errors ?? {})).toEqual(["username"]);
    const longest = normalize.mock.contexts.map((text) => String(text).length);
    expect(Math.max(0, ...longest)).toBeLessThan(1_000);
  });
});

describe("rate limits", () => {
  it("charge sign-ins and registrations ten points per address", async () => {
    const { createRateLimiter } = await import("@caretype/core/kernel/procedure/rate-limit/in-memory");
    const limiter = createRateLimiter({ accountPoints: 0, addressPoints: 25 });
    const caller = api.callerWith({ services: { ...services, limiter }, address: "198.51.100.1" });
    const other = api.callerWith({ services: { ...services, limiter }, address: "198.51.100.2" });
    const attempt = () => caller.account.login({ username: "nobody", password });
    const register = () => caller.account.register({ email: address(), password });
    expect(await tally([attempt(), attempt(), attempt(), register(), register(), register()])).toEqual({
      INVALID_CREDENTIALS: 2,
      ok: 2,
      RATE_LIMITED: 2,
    });
    expect((await failureOf(other.account.refresh({ refresh: "x" }))).code).toBe("INVALID_REFRESH_TOKEN");
  });
});
