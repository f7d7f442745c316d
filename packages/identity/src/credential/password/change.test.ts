import { schema } from "@caretype/db";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

// All tests use one address. Its own delay is tested elsewhere.
const api = await createTestApi({ loginFailures: { account: 10, address: 0 } });
const { anonymous, database } = api;
const newPassword = "nine lives of a lamp";
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const meAs = (accessToken: string) => api.callerWith({ accessToken }).account.me();

describe("a password change", () => {
  it("makes only the new password valid, and sends a notice", async () => {
    const { caller, email, password, account } = await api.signUp();
    expect(await caller.account.changePassword({ currentPassword: password, newPassword })).toBeUndefined();
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
    await anonymous.account.login({ email, password: newPassword });
    expect((await newestMail(api, email)).template).toBe("passwordChanged");
    expect((await newestMail(api, email)).data).toEqual({ name: account.name });
  });

  it("ends all other sessions at once, but not this one", async () => {
    const { caller, email, password, access, refresh } = await api.signUp();
    const [other, stranger] = [await anonymous.account.login({ email, password }), await api.signUp()];
    await Promise.all([meAs(other.access), meAs(stranger.access)]);
    await caller.account.changePassword({ currentPassword: password, newPassword });
    expect(await codeOf(meAs(other.access))).toBe("UNAUTHENTICATED");
    expect(await codeOf(anonymous.account.refresh({ refresh: other.refresh }))).toBe("INVALID_REFRESH_TOKEN");
    await Promise.all([meAs(access), meAs(stranger.access)]);
    await anonymous.account.refresh({ refresh });
  });

  it("counts as recent authentication of this session", async () => {
    const { caller, account, access, password } = await api.signUp();
    const ofAccount = eq(schema.session.accountId, account.id);
    await database.reader
      .update(schema.session)
      .set({ authenticatedAt: sql`now() - interval '1 hour'` })
      .where(ofAccount);
    await caller.account.changePassword({ currentPassword: password, newPassword });
    const scope = await api.services.principals.authenticate(access);
    expect(scope.freshUntil - performance.now()).toBeGreaterThan(500_000);
  });

  it("invalidates links that set a password", async () => {
    const { caller, email, password } = await api.signUp();
    await anonymous.account.requestPasswordReset({ email });
    const { token } = await newestMail(api, email, "resetPassword");
    await caller.account.changePassword({ currentPassword: password, newPassword });
    expect(await codeOf(anonymous.account.resetPassword({ token, password: "quite another one" }))).toBe(
      "INVALID_LINK",
    );
  });

  it("succeeds once for 20 concurrent calls from two sessions, and keeps one session", async () => {
    const { caller, email, password, access } = await api.signUp();
    const other = await anonymous.account.login({ email, password });
    const callers = [caller, api.callerWith({ accessToken: other.access })];
    const outcome = await tally(
      times(20, (i) =>
        callers[i % 2]?.account.changePassword({
          currentPassword: password,
          newPassword: `${newPassword} ${i}`,
        }),
      ).map((call) => call ?? Promise.reject(new Error("no caller"))),
    );
    expect(outcome.ok).toBe(1);
    const sessions = await Promise.allSettled([meAs(access), meAs(other.access)]);
    expect(sessions.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const mails = await mailsTo(api, email);
    expect(mails.filter(({ template }) => template === "passwordChanged")).toHaveLength(1);
  });

  it("ends sessions of concurrent sign-ins with the old password", async () => {
    const { caller, email, password } = await api.signUp();
    const logins = times(15, () => anonymous.account.login({ email, password }).catch(() => null));
    await caller.account.changePassword({ currentPassword: password, newPassword });
    const sessions = (await Promise.all(logins)).filter((login) => login !== null);
    const codes = await Promise.all(sessions.map(({ access }) => codeOf(meAs(access))));
    // Empty if the machine is so busy that all of them came too late.
    expect(codes.filter((code) => code !== "UNAUTHENTICATED")).toEqual([]);
  });
});

describe("a password change is refused", () => {
  it("without the current password, and sends nothing", async () => {
    const { caller, email, password } = await api.signUp();
    const error = await failureOf(caller.account.changePassword({ currentPassword: "wrong", newPassword }));
    expect([error.code, error.details]).toEqual([
      "INVALID_INPUT",
      { errors: { currentPassword: ["Not your password"] } },
    ]);
    await anonymous.account.login({ email, password });
    expect((await newestMail(api, email)).template).toBe("verifyEmail");
  });

  it("after ten wrong ones even with the right one, so that a stolen session cannot guess", async () => {
    const { caller, email, password } = await api.signUp();
    const change = (currentPassword: string) =>
      codeOf(caller.account.changePassword({ currentPassword, newPassword }));
    for (let tried = 0; tried < 5; tried++) await change("wrong");
    for (let tried = 0; tried < 5; tried++)
      await codeOf(caller.account.requestEmailChange({ currentPassword: "wrong", newEmail: email }));
    expect(await change(password)).toBe("INVALID_INPUT");
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
  });

  it.each([
    ["short", "Xq7-vb9"],
    ["long", "x".repeat(129)],
    ["common", "Password123"],
    ["the own address", "own"],
    ["broken", "long enough \ud800"],
  ])("for a new password that is %s", async (_what, given) => {
    const { caller, email, password } = await api.signUp();
    const changed = given === "own" ? email.toUpperCase() : given;
    const error = await failureOf(
      caller.account.changePassword({ currentPassword: password, newPassword: changed }),
    );
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["newPassword"]]);
  });
});

it("stores neither password, nor a fast hash of one", async () => {
  const { email, password, access } = await api.signUp();
  const caller = api.callerWith({
    accessToken: access,
    idempotency: { keys: ["a-key"], replayed: new Set() },
  });
  await caller.account.changePassword({ currentPassword: password, newPassword });
  const rows = await database.reader.execute(sql`select key from idempotency_key where key = 'a-key'`);
  expect(rows).toHaveLength(0);
  const mails = await database.reader.execute(sql`select data::text from mail where recipient = ${email}`);
  expect(JSON.stringify(mails)).not.toContain(newPassword);
});
