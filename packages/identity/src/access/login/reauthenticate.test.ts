import type { AccountId } from "@caretype/core/kernel/field/ids";
import { entryOf } from "@caretype/test-api/audit-entries";
import { addApp, createClock, wrongCode } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { announce } from "../../session/queries.ts";

const clock = createClock();
const api = await createTestApi({
  now: clock.now,
  loginFailures: { account: 10, address: 0 },
  // Rare rechecks, so that another process learns of changes by notification only.
  sessionRecheckMilliseconds: 3_600_000,
});
const { reader } = api.database;

/** Moves the authentication times of an account's sessions back. */
async function age(accountId: AccountId, seconds: number) {
  const ago = `${seconds} seconds`;
  await reader.execute(sql`
    update session set authenticated_at = ${earlier("authenticated_at", ago)},
      second_factor_at = ${earlier("second_factor_at", ago)}
    where account_id = ${accountId}`);
  api.services.principals.forget({ account: accountId });
}

/** Calls a repeatable operation that requires re-authentication. */
const isFresh = (caller: typeof api.anonymous) =>
  caller.secondFactor.setUp().then(
    () => "ok",
    async (error: unknown) => (await failureOf(Promise.reject(error))).code,
  );

describe("without a second factor", () => {
  it("requires the password from ten minutes after the sign-in on", async () => {
    const { caller, account, password } = await api.signUp();
    await age(account.id, 590);
    expect(await isFresh(caller)).toBe("ok");
    await age(account.id, 11);
    expect(await isFresh(caller)).toBe("REAUTHENTICATION_REQUIRED");
    const { freshUntil } = await caller.account.reauthenticate({ password });
    expect(Math.abs(Date.parse(freshUntil) - Date.now() - 600_000)).toBeLessThan(30_000);
    expect(await isFresh(caller)).toBe("ok");
    await age(account.id, 601);
    expect(await isFresh(caller)).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("refuses a wrong or missing password", async () => {
    const { caller, account } = await api.signUp();
    await age(account.id, 601);
    expect((await failureOf(caller.account.reauthenticate({ password: "wrong" }))).code).toBe(
      "INVALID_CREDENTIALS",
    );
    for (const input of [{}, { code: "123456" }, { recoveryCode: "7KQP-M3XB-Z9TH" }]) {
      const { code, details } = await failureOf(caller.account.reauthenticate(input));
      expect([code, details.errors]).toEqual(["INVALID_INPUT", { password: ["Required"] }]);
    }
    expect(await isFresh(caller)).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("applies to this session only, in every process", async () => {
    const { caller, account, email, password, access } = await api.signUp();
    const other = await api.anonymous.account.login({ email, password });
    await age(account.id, 601);
    const services = await api.anotherInstance();
    const elsewhere = api.callerWith({ accessToken: access, services });
    await caller.account.reauthenticate({ password });
    expect(await isFresh(api.callerWith({ accessToken: other.access }))).toBe("REAUTHENTICATION_REQUIRED");
    await expect.poll(() => isFresh(elsewhere)).toBe("ok");
    // Once this applies there, the other process is listening.
    await age(account.id, 601);
    await announce(reader, { account: account.id });
    await expect.poll(() => isFresh(elsewhere)).toBe("REAUTHENTICATION_REQUIRED");
    await caller.account.reauthenticate({ password });
    await expect.poll(() => isFresh(elsewhere)).toBe("ok");
  });
});

describe("with a second factor", () => {
  const proofs = [
    ["a code", (app: App) => app.code().then((code) => ({ code }))],
    ["a recovery code", (app: App) => Promise.resolve({ recoveryCode: app.recoveryCodes[0] })],
  ] as const;
  type App = Awaited<ReturnType<typeof addApp>>;

  it.each(proofs)("accepts %s once", async (_name, proofOf) => {
    const { caller, account } = await api.signUp();
    const app = await addApp(caller, clock);
    await age(account.id, 601);
    const renew = () => caller.secondFactor.renewRecoveryCodes();
    expect((await failureOf(renew())).code).toBe("REAUTHENTICATION_REQUIRED");
    const proof = await proofOf(app);
    await caller.account.reauthenticate(proof);
    expect((await failureOf(caller.account.reauthenticate(proof))).code).toBe("INVALID_SECOND_FACTOR");
    await renew();
    await age(account.id, 601);
    expect((await failureOf(renew())).code).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("refuses the password instead, and a wrong password in addition", async () => {
    const { caller, account, password } = await api.signUp();
    const { code } = await addApp(caller, clock);
    await age(account.id, 601);
    const alone = await failureOf(caller.account.reauthenticate({ password }));
    expect([alone.code, Object.keys(alone.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["code"]]);
    const wrong = caller.account.reauthenticate({ password: "wrong", code: await code() });
    expect((await failureOf(wrong)).code).toBe("INVALID_CREDENTIALS");
    expect((await failureOf(caller.secondFactor.remove())).code).toBe("REAUTHENTICATION_REQUIRED");
    // The code sent with it was not consumed.
    await caller.account.reauthenticate({ password, code: await code() });
    await caller.secondFactor.remove();
  });

  it("accepts a code once of twenty concurrent calls", async () => {
    const { caller } = await api.signUp();
    const app = await addApp(caller, clock);
    const code = await app.code();
    const calls = Array.from({ length: 20 }, () => caller.account.reauthenticate({ code }));
    expect(await tally(calls)).toEqual({ ok: 1, INVALID_SECOND_FACTOR: 19 });
  });

  it("makes sessions without one stale as soon as it is set up", async () => {
    const { caller, account } = await api.signUp();
    await reader.execute(sql`
      insert into totp_factor (account_id, secret, confirmed_at) values (${account.id}, '', now())`);
    api.services.principals.forget({ account: account.id });
    expect((await failureOf(caller.secondFactor.remove())).code).toBe("REAUTHENTICATION_REQUIRED");
  });
});

describe("guessing", () => {
  it("counts wrong passwords with those of sign-ins", async () => {
    const { caller, email, password } = await api.signUp();
    const wrong = () => failureOf(caller.account.reauthenticate({ password: "wrong" }));
    for (let failures = 0; failures < 10; failures++)
      expect((await wrong()).code).toBe("INVALID_CREDENTIALS");
    await lengthenDelays();
    for (const held of [
      () => caller.account.reauthenticate({ password }),
      () => api.anonymous.account.login({ email, password }),
    ])
      expect((await failureOf(held())).code).toBe("INVALID_CREDENTIALS");
  });

  it("counts wrong codes with those of sign-ins, and accepts a recovery code", async () => {
    const { caller, email, password } = await api.signUp();
    const { secret, code, recoveryCodes } = await addApp(caller, clock);
    const guess = { code: await wrongCode(secret, clock) };
    for (let failures = 0; failures < 10; failures++)
      expect((await failureOf(caller.account.reauthenticate(guess))).code).toBe("INVALID_SECOND_FACTOR");
    await lengthenDelays();
    const right = { code: await code() };
    for (const held of [
      () => caller.account.reauthenticate(right),
      () => api.anonymous.account.login({ email, password, ...right }),
    ])
      expect((await failureOf(held())).code).toBe("INVALID_SECOND_FACTOR");
    await caller.account.reauthenticate({ recoveryCode: recoveryCodes[0] });
    await caller.account.reauthenticate(right);
  });
});

const lengthenDelays = () =>
  reader.execute(sql`update login_failure set expire = expire + 600000 where key like '%delay%'`);

it("is refused after the session has ended", async () => {
  const { caller, password } = await api.signUp();
  await caller.account.reauthenticate({ password });
  await caller.account.logout();
  expect((await failureOf(caller.account.reauthenticate({ password }))).code).toBe("UNAUTHENTICATED");
});

it("audits each attempt without the typed values", async () => {
  const { access, account, password } = await api.signUp();
  const outcomes = [];
  for (const typed of ["a wrong lamp", password]) {
    const requestId = crypto.randomUUID();
    const caller = api.callerWith({ accessToken: access, requestId });
    await caller.account.reauthenticate({ password: typed }).catch(() => undefined);
    const entry = await entryOf(reader, requestId);
    expect(entry).toMatchObject({ accountId: account.id, action: "account.reauthenticate" });
    expect(JSON.stringify(entry)).not.toContain(typed);
    outcomes.push(entry.outcome);
  }
  expect(outcomes).toEqual(["INVALID_CREDENTIALS", "ok"]);
});
