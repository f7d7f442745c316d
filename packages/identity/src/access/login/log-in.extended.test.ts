import type { AccountId } from "@caretype/core/kernel/field/ids";
import { openDatabase, schema } from "@caretype/db";
import { account as accounts, auditEntry, loginFailure } from "@caretype/db/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { eq, like, sql } from "drizzle-orm";
import { generateSecret, generateSync } from "otplib";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createLoginLimits } from "../../credential/login-limits.ts";
import type { Passwords } from "../../credential/password/hashing.ts";

const api = await createTestApi();
const { database, services } = api;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

let networks = 0;
/** An address in a new network. */
const newAddress = () => `2001:db8:${(++networks).toString(16)}::1`;
type Attempt = { email?: string; username?: string; password?: string; address?: string; code?: string };

function logIn({ address = newAddress(), password = "a wrong one", ...input }: Attempt) {
  return api.callerWith({ address }).account.login({ ...input, password });
}
const codeOf = async (attempt: Attempt) => (await failureOf(logIn(attempt))).code;
/** One after another, each from its own address. */
async function fail(count: number, attempt: Attempt) {
  for (let i = 0; i < count; i++) expect(await codeOf(attempt)).toBe("INVALID_CREDENTIALS");
}
const forwardBy = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const newName = () => `${uuidv7()}@example.org`;
const failuresOf = (kind: string) =>
  database.reader
    .select()
    .from(loginFailure)
    .where(like(loginFailure.key, `${kind}:%`));

// Delays are short and the machine may be slow, so the clock only moves when set.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() }));
afterEach(() => vi.useRealTimers());

describe("ten failures of an account from any address", () => {
  it("start a delay, in which the right password is refused, too", async () => {
    const { email, account, password } = await api.signUp();
    await fail(5, { email });
    await fail(4, { username: account.username });
    await logIn({ email, password });
    await fail(9, { email });
    expect((await logIn({ email, password })).user.id).toBe(account.id);
    await fail(10, { email });
    const [wrong, right] = [await failureOf(logIn({ email })), await failureOf(logIn({ email, password }))];
    expect(right.code).toBe("INVALID_CREDENTIALS");
    expect([right.message, right.details]).toEqual([wrong.message, wrong.details]);
    forwardBy(1);
    await logIn({ email, password });
    await fail(9, { email });
    await logIn({ email, password });
  });

  it("double the delay with each further failure, up to 15 minutes", async () => {
    const { email, password } = await api.signUp();
    await fail(10, { email });
    const delays: number[] = [];
    for (let i = 0; i < 12; i++) {
      const [row] = (await failuresOf("password delay")).toSorted(
        (a, b) => (b.expire ?? 0) - (a.expire ?? 0),
      );
      const left = Math.round(((row?.expire ?? 0) - Date.now()) / 1000);
      delays.push(left);
      expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
      forwardBy(left);
      await fail(1, { email });
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it("are not increased by attempts during a delay", async () => {
    const { email, password } = await api.signUp();
    await fail(30, { email });
    forwardBy(1);
    await logIn({ email, password });
  });

  it("expire after a day", async () => {
    const { email, password } = await api.signUp();
    await fail(9, { email });
    forwardBy(86_401);
    await fail(9, { email });
    await logIn({ email, password });
  });

  it("are shared by all instances and kept across restarts", async () => {
    const { email, password } = await api.signUp();
    await fail(9, { email });
    const elsewhere = api.callerWith({ services: await api.anotherInstance(), address: newAddress() });
    await failureOf(elsewhere.account.login({ email, password: "a wrong one" }));
    expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
  });

  it("limit the answers to twenty concurrent guesses", async () => {
    const { email } = await api.signUp();
    await fail(9, { email });
    const before = await failuresOf("password");
    expect(await tally(times(20, () => logIn({ email })))).toEqual({ INVALID_CREDENTIALS: 20 });
    const points = (await failuresOf("password")).filter(
      ({ key, points }) => points !== before.find((row) => row.key === key)?.points,
    );
    expect(points.map((row) => row.points)).toEqual([10]);
  });

  it("do not affect thirty concurrent correct sign-ins", async () => {
    const { email, password } = await api.signUp();
    const address = newAddress();
    expect(await tally(times(31, () => logIn({ email, password, address })))).toEqual({ ok: 31 });
  });

  it("are counted alike for an unknown name, without storing it", async () => {
    const name = "my password, typed into the wrong field";
    const before = (await failuresOf("password")).length;
    await fail(6, { username: name });
    await fail(6, { username: name.toUpperCase() });
    const rows = await failuresOf("password");
    expect(rows.length).toBe(before + 1);
    expect(rows.map(({ points }) => points)).toContain(10);
    const all = await database.reader.select().from(loginFailure);
    expect(JSON.stringify(all)).not.toMatch(/password, typed|2001:db8/i);
    for (const { key } of all) expect(key).toMatch(/^([a-z ]+:[\w-]{43}|unlock mail:[\da-f-]{36})$/);
  });

  it("are not counted if the queue was full and no password was compared", async () => {
    const { email, password } = await api.signUp();
    const passwords: Passwords = { ...services.passwords, verify: () => Promise.reject(new Error("full")) };
    const busy = api.callerWith({ services: { ...services, passwords } });
    await tally(times(12, () => busy.account.login({ email, password })));
    await fail(9, { email });
    await logIn({ email, password });
  });
});

describe("unknown, wrong, locked, deactivated and service accounts", () => {
  it("get the same answer, after one comparison and the same statements", async () => {
    const [known, locked, deactivated, service] = await Promise.all(times(4, () => api.signUp()));
    if (!known || !locked || !deactivated || !service) throw new Error("no accounts");
    const set = (id: AccountId, values: Partial<typeof accounts.$inferInsert>) =>
      database.reader.update(accounts).set(values).where(eq(accounts.id, id));
    await set(deactivated.account.id, { isActive: false });
    await set(service.account.id, { kind: "service", passwordHash: "none" });
    await fail(10, { email: locked.email });
    const { password } = known;
    const attempts: Record<string, Attempt> = {
      unknown: { email: newName(), password },
      wrong: { email: known.email },
      locked: { email: locked.email, password },
      deactivated: { email: deactivated.email, password },
      service: { email: service.email, password },
      "locked, and wrong": { email: locked.email },
    };
    const seen = new Map<string, { answer: unknown; compared: number; statements: number }>();
    for (const [what, attempt] of Object.entries(attempts)) {
      let [compared, statements] = [0, 0];
      const verify = vi.spyOn(services.passwords, "verify").mockImplementation(async (given, hash) => {
        compared++;
        return given === password && hash !== null && hash !== "none";
      });
      const transaction: typeof services.database.transaction = (run, options) =>
        services.database.transaction((tx) => {
          const spies = (["execute", "select", "insert", "update", "delete"] as const).map((kind) =>
            vi.spyOn(tx, kind),
          );
          return run(tx).finally(() => {
            statements += spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
          });
        }, options);
      const counting = { ...services, database: { ...services.database, transaction } };
      const caller = api.callerWith({ services: counting, address: newAddress() });
      const { code, message, details } = await failureOf(
        caller.account.login({ password: "a wrong one", ...attempt }),
      );
      seen.set(what, { answer: { code, message, details }, compared, statements });
      verify.mockRestore();
    }
    const of = (what: string) => seen.get(what);
    expect(of("unknown")?.answer).toEqual({
      code: "INVALID_CREDENTIALS",
      message: "The credentials are not valid",
      details: {},
    });
    expect(of("unknown")?.compared).toBe(1);
    for (const what of Object.keys(attempts))
      expect({ what, ...of(what) }).toEqual({ what, ...of("unknown") });
  });

  it("name the account in the audit, if it exists", async () => {
    const { account, email } = await api.signUp();
    await fail(11, { email });
    const entries = await database.reader
      .select({ outcome: auditEntry.outcome, accountId: auditEntry.accountId })
      .from(auditEntry)
      .where(sql`${auditEntry.action} = 'account.login' and ${auditEntry.accountId} = ${account.id}`);
    expect(entries.map(({ outcome }) => outcome)).toEqual(times(11, () => "INVALID_CREDENTIALS"));
  });
});

describe("thirty failures from an address", () => {
  it("delay only that address, before any comparison", async () => {
    const [network, { email, password }] = [newAddress(), await api.signUp()];
    const neighbours = times(30, (i) => network.replace(/1$/, String(i + 1)));
    for (const address of neighbours) await fail(1, { email: newName(), address });
    const verify = vi.spyOn(services.passwords, "verify");
    const refusal = await failureOf(logIn({ email, password, address: network }));
    expect([refusal.code, refusal.details]).toEqual(["RATE_LIMITED", { retryAfterSeconds: 1 }]);
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
    await logIn({ email, password });
    forwardBy(1);
    await logIn({ email, password, address: network });
    // A correct sign-in does not clear the failures of others.
    await fail(1, { email: newName(), address: network });
    expect((await failureOf(logIn({ email, password, address: network }))).details).toEqual({
      retryAfterSeconds: 2,
    });
  });

  it("answer at most thirty of fifty concurrent guesses", async () => {
    const address = newAddress();
    const guesses = times(50, () => logIn({ email: newName(), address }));
    expect(await tally(guesses)).toEqual({ INVALID_CREDENTIALS: 30, RATE_LIMITED: 20 });
  });
});

describe("the owner of an attacked account", () => {
  const unlockMails = async ({ email }: { email: string }) =>
    (await mailsTo(api, email)).filter(({ template }) => template === "unlock");

  it("gets at most one email an hour", async () => {
    const [owner, deactivated] = [await api.signUp(), await api.signUp()];
    await database.reader
      .update(accounts)
      .set({ isActive: false })
      .where(eq(accounts.id, deactivated.account.id));
    await fail(9, { email: owner.email });
    expect(await unlockMails(owner)).toEqual([]);
    await fail(1, { email: owner.email });
    await fail(10, { email: deactivated.email });
    forwardBy(1);
    await fail(1, { email: owner.email });
    expect(await unlockMails(owner)).toHaveLength(1);
    expect(await unlockMails(deactivated)).toEqual([]);
    forwardBy(3_601);
    await fail(1, { email: owner.email });
    expect(await unlockMails(owner)).toHaveLength(2);
  });

  it("lifts the delay by its link, and is then not delayed at that address", async () => {
    const { email, password } = await api.signUp();
    await fail(10, { email });
    const [mail] = await unlockMails({ email });
    const address = newAddress();
    const unlock = () => api.callerWith({ address }).account.unlock({ token: mail?.token ?? "" });
    await unlock();
    expect((await failureOf(unlock())).code).toBe("INVALID_LINK");
    await logIn({ email, password });
    // The attack continues meanwhile.
    await fail(10, { email });
    expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
    await fail(9, { email, address });
    await logIn({ email, password, address });
    await fail(10, { email });
    expect(await codeOf({ email, password, address })).toBe("INVALID_CREDENTIALS");
  });

  it("is not delayed by failures of others at the same address", async () => {
    const { email, password } = await api.signUp();
    await fail(10, { email });
    const [mail] = await unlockMails({ email });
    const address = newAddress();
    await api.callerWith({ address }).account.unlock({ token: mail?.token ?? "" });
    for (const _ of times(30, String)) await fail(1, { email: newName(), address });
    expect(await codeOf({ email: newName(), address })).toBe("RATE_LIMITED");
    expect((await logIn({ email, password, address })).user.email).toBe(email);
  });

  it.each([
    ["another purpose's", "verify_email", 3_600],
    ["an expired one", "unlock", -1],
  ] as const)("cannot unlock by %s link", async (_what, purpose, lifetimeSeconds) => {
    const { insertLink } = await import("../../token/queries.ts");
    const { account } = await api.signUp();
    const values = { purpose, accountId: account.id, lifetimeSeconds };
    const id = await insertLink(database.reader, services.linkTokens, values);
    const token = services.linkTokens.tokenOf(id);
    expect((await failureOf(api.anonymous.account.unlock({ token }))).code).toBe("INVALID_LINK");
  });
});

describe("with a second factor", () => {
  async function withTotp() {
    const signedUp = await api.signUp();
    const { id: accountId } = signedUp.account;
    const secret = generateSecret();
    await database.reader.insert(schema.totpFactor).values({
      accountId,
      secret: services.factorVault.seal(accountId, secret),
      confirmedAt: sql`now()`,
    });
    return { ...signedUp, code: () => generateSync({ secret }) };
  }
  const wrongCode = (code: string) => code.replace(/\d/g, (digit) => String((Number(digit) + 5) % 10));

  it("the password alone gets a challenge, and clears no failures", async () => {
    const { email, password } = await withTotp();
    await fail(9, { email });
    const { code, details } = await failureOf(logIn({ email, password }));
    expect([code, details.secondFactor?.methods]).toEqual(["SECOND_FACTOR_REQUIRED", ["totp"]]);
    await fail(1, { email });
    expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
  });

  it("both together succeed during a delay", async () => {
    const { email, password, code } = await withTotp();
    await fail(10, { email });
    expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
    expect(await codeOf({ email, password, code: wrongCode(code()) })).toBe("INVALID_CREDENTIALS");
    expect(await codeOf({ email, code: code() })).toBe("INVALID_CREDENTIALS");
    const { access } = await logIn({ email, password, code: code() });
    const scope = await services.principals.authenticate(access);
    const [session] = await database.reader
      .select()
      .from(schema.session)
      .where(eq(schema.session.id, scope.sessionId));
    expect(session?.secondFactorAt).not.toBeNull();
    await fail(9, { email });
  });

  it("both together succeed from a delayed address, where all else is refused", async () => {
    const { email, password, code } = await withTotp();
    const address = newAddress();
    for (const _ of times(30, String)) await fail(1, { email: newName(), address });
    expect(await codeOf({ email, password, address })).toBe("RATE_LIMITED");
    expect(await codeOf({ email, password, address, code: wrongCode(code()) })).toBe("RATE_LIMITED");
    expect(await codeOf({ email, address, code: code() })).toBe("RATE_LIMITED");
    expect((await logIn({ email, password, address, code: code() })).user.email).toBe(email);
  });

  it("a right password does not clear wrong codes", async () => {
    const { email, password, code, access, account } = await withTotp();
    const caller = api.callerWith({ accessToken: access, address: newAddress() });
    const provedNow = sql`update session set second_factor_at = now() where account_id = ${account.id}`;
    await database.reader.execute(provedNow);
    services.principals.forget({ account: account.id });
    for (const _ of times(10, String)) {
      await failureOf(caller.account.reauthenticate({ code: wrongCode(code()) }));
      await caller.account.requestEmailChange({ newEmail: email, currentPassword: password });
    }
    expect((await failureOf(caller.account.reauthenticate({ code: code() }))).code).toBe(
      "INVALID_SECOND_FACTOR",
    );
  });

  it("set up during a sign-in is required by that sign-in", async () => {
    const { email, password, account } = await api.signUp();
    const verify = services.passwords.verify;
    const slow = vi.spyOn(services.passwords, "verify").mockImplementationOnce(async (...given) => {
      const isRight = await verify(...given);
      const secret = services.factorVault.seal(account.id, generateSecret());
      const values = { accountId: account.id, secret, confirmedAt: sql<string>`now()` };
      await database.reader.insert(schema.totpFactor).values(values);
      return isRight;
    });
    expect(await codeOf({ email, password })).toBe("SECOND_FACTOR_REQUIRED");
    slow.mockRestore();
  });

  it("wrong codes are counted separately, and then all codes are refused", async () => {
    const { email, password, code } = await withTotp();
    for (let i = 0; i < 10; i++) {
      expect(await codeOf({ email, password, code: wrongCode(code()) })).toBe("INVALID_SECOND_FACTOR");
    }
    expect(await codeOf({ email, password, code: code() })).toBe("INVALID_SECOND_FACTOR");
    expect(await codeOf({ email, password })).toBe("SECOND_FACTOR_REQUIRED");
  });
});

describe("a guess in a transaction that rolls back", () => {
  it("is counted anyway", async () => {
    const { account, email, password } = await api.signUp();
    const guess = { whose: { accountId: account.id }, address: newAddress(), of: "password" } as const;
    const attempt = (isRight: boolean) => services.loginLimits.attempt(guess, async () => isRight);
    for (let i = 0; i < 10; i++) expect(await attempt(false)).toBe(false);
    expect(await attempt(true)).toBe(false);
    expect(await codeOf({ email, password })).toBe("INVALID_CREDENTIALS");
    forwardBy(1);
    expect(await attempt(true)).toBe(true);
    await logIn({ email, password });
  });
});

it("counts even if the email cannot be queued, and reports that", async () => {
  const failures: unknown[] = [];
  const loginLimits = createLoginLimits({
    database: services.database,
    secretKey: "x".repeat(32),
    onDelay: async (tx) => void (await tx.execute(sql`select 1 / 0`)),
    onFailure: (error) => void failures.push(error),
  });
  const { email, password } = await api.signUp();
  const caller = api.callerWith({ services: { ...services, loginLimits }, address: newAddress() });
  const wrong = () => failureOf(caller.account.login({ email, password: "a wrong one" }));
  for (let i = 0; i < 10; i++) expect((await wrong()).code).toBe("INVALID_CREDENTIALS");
  expect((await failureOf(caller.account.login({ email, password }))).code).toBe("INVALID_CREDENTIALS");
  expect(failures).toHaveLength(1);
});

it("deletes expired failures", async () => {
  await database.reader
    .insert(loginFailure)
    .values({ key: "password:old", points: 3, expire: Date.now() - 3_700_000 });
  await fail(1, { email: newName() });
  expect(await failuresOf("password")).not.toContainEqual(expect.objectContaining({ key: "password:old" }));
});

it("refuses everybody while the database is unreachable, from the start or after the comparison", async () => {
  const { email, password } = await api.signUp();
  const out = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
  onTestFinished(() => out.close());
  const loginLimits = createLoginLimits({
    database: out,
    secretKey: "x".repeat(32),
    onDelay: async () => undefined,
    onFailure: () => undefined,
  });
  const lost = { ...services.database, transaction: out.transaction };
  for (const gone of [{ loginLimits }, { database: lost }]) {
    const caller = api.callerWith({ services: { ...services, ...gone }, address: newAddress() });
    expect((await failureOf(caller.account.login({ email, password }))).code).toBe("SERVICE_UNAVAILABLE");
  }
});
