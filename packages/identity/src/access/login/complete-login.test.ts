import type { AccountId } from "@caretype/core/kernel/field/ids";
import { addApp, createClock, wrongCode } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const clock = createClock();
// Failures of several accounts must not add up at the tests' one address.
const api = await createTestApi({ now: clock.now, loginFailures: { account: 10, address: 0 } });
const { anonymous } = api;
const { reader } = api.database;

async function signUpWithApp() {
  const person = await api.signUp();
  const app = await addApp(person.caller, clock);
  const { email, password } = person;
  const logIn = (proof: { code?: string; recoveryCode?: string } = {}) =>
    anonymous.account.login({ email, password, ...proof });
  const challengeOf = async () => {
    const { code, details } = await failureOf(logIn());
    expect(code).toBe("SECOND_FACTOR_REQUIRED");
    return details.secondFactor?.challenge ?? "";
  };
  return { ...person, ...app, logIn, challengeOf };
}

const secondFactorOf = async (accessToken: string) => {
  const [current] = (await api.callerWith({ accessToken }).session.list({})).items.filter(
    ({ isCurrent }) => isCurrent,
  );
  return current?.gaveSecondFactor;
};
const twenty = <T>(make: (index: number) => Promise<T>) =>
  Array.from({ length: 20 }, (_, index) => make(index));

describe("a sign-in in two steps", () => {
  it("answers a right password with a challenge and methods, and a right code with tokens", async () => {
    const { account, logIn, code } = await signUpWithApp();
    const { code: refusal, details } = await failureOf(logIn());
    expect([refusal, details]).toEqual([
      "SECOND_FACTOR_REQUIRED",
      { secondFactor: { challenge: expect.any(String), methods: ["totp", "recoveryCode"] } },
    ]);
    const { challenge = "" } = details.secondFactor ?? {};
    const answer = await anonymous.account.completeLogin({ challenge, code: await code() });
    expect(answer).toEqual({
      user: expect.objectContaining({ id: account.id }),
      access: answer.tokens.access,
      refresh: answer.tokens.refresh,
      tokens: { access: expect.any(String), refresh: expect.any(String) },
    });
    expect(await secondFactorOf(answer.access)).toBe(true);
    const renewed = await anonymous.account.refresh({ refresh: answer.refresh });
    expect(await secondFactorOf(renewed.access)).toBe(true);
  });

  it("accepts a recovery code instead, once", async () => {
    const { caller, recoveryCodes, challengeOf } = await signUpWithApp();
    const [recoveryCode = ""] = recoveryCodes;
    const complete = async (typed: string) =>
      anonymous.account.completeLogin({ challenge: await challengeOf(), recoveryCode: typed });
    expect(await secondFactorOf((await complete(recoveryCode.toLowerCase())).access)).toBe(true);
    expect((await caller.secondFactor.status()).recoveryCodesLeft).toBe(9);
    expect((await failureOf(complete(recoveryCode))).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("does not reveal a second factor after a wrong password", async () => {
    const { email, code } = await signUpWithApp();
    const wrong = anonymous.account.login({ email, password: "wrong password", code: await code() });
    const { code: refusal, details } = await failureOf(wrong);
    expect([refusal, details]).toEqual(["INVALID_CREDENTIALS", {}]);
  });

  it("is one step if the code is sent along", async () => {
    const { logIn, code, secret } = await signUpWithApp();
    expect(await secondFactorOf((await logIn({ code: await code() })).access)).toBe(true);
    expect((await failureOf(logIn({ code: await code() }))).code).toBe("INVALID_SECOND_FACTOR");
    expect((await failureOf(logIn({ code: await wrongCode(secret, clock) }))).code).toBe(
      "INVALID_SECOND_FACTOR",
    );
  });

  it("requires exactly one proof", async () => {
    const { challengeOf, code, recoveryCodes } = await signUpWithApp();
    const challenge = await challengeOf();
    const both = { challenge, code: await code(), recoveryCode: recoveryCodes[0] };
    for (const input of [{ challenge }, both, { challenge, code: "12345" }, { challenge, code: "٠٠٠٠٠٠" }]) {
      const { code: refusal, details } = await failureOf(anonymous.account.completeLogin(input));
      expect([refusal, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["code"]]);
    }
    // None of these counted as an attempt.
    await anonymous.account.completeLogin({ challenge, code: await code() });
  });

  it("is refused if the account was deactivated meanwhile", async () => {
    const { account, challengeOf, code } = await signUpWithApp();
    const challenge = await challengeOf();
    await reader.execute(sql`update account set is_active = false where id = ${account.id}`);
    const attempt = anonymous.account.completeLogin({ challenge, code: await code() });
    expect((await failureOf(attempt)).code).toBe("INVALID_SECOND_FACTOR");
  });
});

describe("a code", () => {
  it("is accepted for the adjacent time steps, but never twice or after a later one", async () => {
    const { logIn, code } = await signUpWithApp();
    clock.tick(3);
    const [before, now, after] = [await code(-1), await code(), await code(1)];
    const [tooEarly, tooLate] = [await code(2), await code(-2)];
    for (const refused of [tooEarly, tooLate])
      expect((await failureOf(logIn({ code: refused }))).code).toBe("INVALID_SECOND_FACTOR");
    await logIn({ code: before });
    await logIn({ code: after });
    for (const used of [before, after, now])
      expect((await failureOf(logIn({ code: used }))).code).toBe("INVALID_SECOND_FACTOR");
    clock.tick(2);
    await logIn({ code: await code() });
  });

  it("is refused without a server error if the clock was set back", async () => {
    const { logIn, code } = await signUpWithApp();
    clock.tick(10);
    await logIn({ code: await code() });
    clock.tick(-10);
    expect((await failureOf(logIn({ code: await code() }))).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("is accepted once of twenty concurrent sign-ins", async () => {
    const { challengeOf, code, account } = await signUpWithApp();
    const same = await code();
    const challenges: string[] = [];
    for (let count = 0; count < 10; count++) challenges.push(await challengeOf());
    const before = await sessionsOf(account.id);
    const answers = await tally(
      twenty((index) =>
        anonymous.account.completeLogin({ challenge: challenges[index % 10] ?? "", code: same }),
      ),
    );
    expect(answers).toEqual({ ok: 1, INVALID_SECOND_FACTOR: 19 });
    expect(await sessionsOf(account.id)).toBe(before + 1);
  });
});

async function sessionsOf(accountId: AccountId): Promise<number> {
  const [row] = await reader.execute<{ count: number }>(
    sql`select count(*)::int as count from session where account_id = ${accountId}`,
  );
  return row?.count ?? 0;
}

describe("a recovery code", () => {
  it("is accepted once of twenty concurrent sign-ins", async () => {
    const { caller, recoveryCodes, logIn } = await signUpWithApp();
    const [recoveryCode = ""] = recoveryCodes;
    expect(await tally(twenty(() => logIn({ recoveryCode })))).toEqual({ ok: 1, INVALID_SECOND_FACTOR: 19 });
    expect((await caller.secondFactor.status()).recoveryCodesLeft).toBe(9);
  });

  it("works only for its own account", async () => {
    const [ann, bea] = [await signUpWithApp(), await signUpWithApp()];
    const stolen = { challenge: await bea.challengeOf(), recoveryCode: ann.recoveryCodes[0] };
    expect((await failureOf(anonymous.account.completeLogin(stolen))).code).toBe("INVALID_SECOND_FACTOR");
  });
});

describe("a challenge", () => {
  it("allows five failures, and repeats the challenge while attempts remain", async () => {
    const { challengeOf, secret, code } = await signUpWithApp();
    const challenge = await challengeOf();
    const wrong = { challenge, code: await wrongCode(secret, clock) };
    for (let failures = 1; failures <= 4; failures++) {
      const { code: refusal, details } = await failureOf(anonymous.account.completeLogin(wrong));
      expect([refusal, details.secondFactor?.challenge]).toEqual(["INVALID_SECOND_FACTOR", challenge]);
    }
    expect((await failureOf(anonymous.account.completeLogin(wrong))).details).toEqual({});
    const right = anonymous.account.completeLogin({ challenge, code: await code() });
    expect((await failureOf(right)).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("allows five failures of twenty concurrent wrong codes, then refuses a right one", async () => {
    const { account, challengeOf, secret, code } = await signUpWithApp();
    const challenge = await challengeOf();
    const wrong = await wrongCode(secret, clock);
    await tally(twenty(() => anonymous.account.completeLogin({ challenge, code: wrong })));
    const [row] = await reader.execute(sql`
      select failures, used_at is not null as "isUsed" from one_time_token
      where account_id = ${account.id} and purpose = 'second_factor'`);
    expect(row).toEqual({ failures: 5, isUsed: true });
    const right = anonymous.account.completeLogin({ challenge, code: await code() });
    expect((await failureOf(right)).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("is valid once, for five minutes, and for its account", async () => {
    const { account, challengeOf, code, recoveryCodes } = await signUpWithApp();
    const challenge = await challengeOf();
    await anonymous.account.completeLogin({ challenge, code: await code() });
    const again = anonymous.account.completeLogin({ challenge, recoveryCode: recoveryCodes[0] });
    expect((await failureOf(again)).details).toEqual({});
    const old = await challengeOf();
    await reader.execute(sql`
      update one_time_token set expires_at = ${earlier("expires_at", "5 minutes")} where account_id = ${account.id}`);
    const late = anonymous.account.completeLogin({ challenge: old, recoveryCode: recoveryCodes[0] });
    expect((await failureOf(late)).code).toBe("INVALID_SECOND_FACTOR");
    for (const forged of ["x", `${challenge}=`, challenge.slice(0, -1), "a".repeat(43)]) {
      const attempt = anonymous.account.completeLogin({ challenge: forged, recoveryCode: recoveryCodes[0] });
      expect((await failureOf(attempt)).code).toBe("INVALID_SECOND_FACTOR");
    }
  });

  it("is invalid after a password change", async () => {
    const { caller, password, challengeOf, code } = await signUpWithApp();
    const challenge = await challengeOf();
    await caller.account.changePassword({
      currentPassword: password,
      newPassword: "another lamp's nine lives",
    });
    const late = anonymous.account.completeLogin({ challenge, code: await code() });
    expect((await failureOf(late)).code).toBe("INVALID_SECOND_FACTOR");
  });
});

/** Lengthens the first delay of a second, so that a slow test stays within it. */
const lengthenDelays = () =>
  reader.execute(sql`update login_failure set expire = expire + 600000 where key like 'code delay%'`);

describe("guessing codes", () => {
  it("is delayed for used codes, too, which clear no failures", async () => {
    const { logIn, code } = await signUpWithApp();
    const used = await code();
    await logIn({ code: used });
    for (let failures = 0; failures < 10; failures++)
      expect((await failureOf(logIn({ code: used }))).code).toBe("INVALID_SECOND_FACTOR");
    await lengthenDelays();
    expect((await failureOf(logIn({ code: await code(1) }))).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("is delayed per account across sign-ins, except for recovery codes", async () => {
    const { challengeOf, secret, logIn, code, recoveryCodes } = await signUpWithApp();
    const wrong = await wrongCode(secret, clock);
    for (let failures = 0; failures < 10; failures++) {
      const attempt = anonymous.account.completeLogin({ challenge: await challengeOf(), code: wrong });
      expect((await failureOf(attempt)).code).toBe("INVALID_SECOND_FACTOR");
    }
    await lengthenDelays();
    const challenge = await challengeOf();
    const held = { challenge, code: await code() };
    expect((await failureOf(anonymous.account.completeLogin(held))).code).toBe("INVALID_SECOND_FACTOR");
    expect((await failureOf(logIn({ code: held.code }))).code).toBe("INVALID_SECOND_FACTOR");
    await anonymous.account.completeLogin({ challenge, recoveryCode: recoveryCodes[0] });
    // The recovery code has cleared the account's failures.
    await logIn({ code: held.code });
  });
});
