import { createHash, randomBytes } from "node:crypto";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting, whileHeld } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

// Calls that end each other's tokens and sessions lock the account first, so that they wait and do not deadlock.
const clock = createClock();
const api = await createTestApi({ now: clock.now });
const { anonymous, database } = api;
type Caller = typeof anonymous;

async function loginCode(caller: Caller) {
  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const { code } = await caller.account.createLoginCode({ codeChallenge });
  return { code, codeVerifier };
}

/** Starts the calls one by one, each while the earlier ones wait, then releases them. */
async function atOnce(held: ReturnType<typeof sql>, starts: (() => Promise<unknown>)[]) {
  const calls = await whileHeld(database, held, async () => {
    const started: Promise<unknown>[] = [];
    for (const start of starts) {
      started.push(start());
      await untilWaiting(database, started.length);
    }
    return started;
  });
  return tally(calls);
}

it("a code is exchanged while the account's address is verified", async () => {
  const { caller, account, email } = await api.signUp();
  const { token } = await newestMail(api, email, "verifyEmail");
  const code = await loginCode(caller);
  const careful = api.callerWith({ services: { ...api.services, registration: "verified" } });
  const outcome = await atOnce(sql`select from account where id = ${account.id} for no key update`, [
    () => careful.account.logInWithCode(code),
    () => anonymous.account.verifyEmail({ token }),
  ]);
  // The refusal has emailed another link.
  expect(outcome).toEqual({ EMAIL_NOT_VERIFIED: 1, INVALID_LINK: 1 });
});

it("a password is changed and reset", async () => {
  const { caller, account, email, password } = await api.signUp();
  await loginCode(caller);
  await loginCode(caller);
  await anonymous.account.requestPasswordReset({ email });
  const { token } = await newestMail(api, email, "resetPassword");
  const second = sql`
    select from one_time_token where account_id = ${account.id} and purpose = 'login_code'
    order by id desc limit 1 for update`;
  const outcome = await atOnce(second, [
    () => caller.account.changePassword({ currentPassword: password, newPassword: "nine lives of a lamp" }),
    () => anonymous.account.resetPassword({ token, password: "ten lives of a lamp" }),
  ]);
  expect(outcome).toEqual({ ok: 1, INVALID_LINK: 1 });
});

it("a password is reset while a sign-in is completed", async () => {
  const { caller, email, password } = await api.signUp();
  const app = await addApp(caller, clock);
  const logIn = (typed: string) => failureOf(anonymous.account.login({ email, password: typed }));
  // From now on, its counter has a row.
  await logIn("not the password");
  const { challenge = "" } = (await logIn(password)).details.secondFactor ?? {};
  await anonymous.account.requestPasswordReset({ email });
  const { token } = await newestMail(api, email, "resetPassword");
  const code = await app.code();
  const outcome = await atOnce(sql`select from login_failure for update`, [
    () => anonymous.account.resetPassword({ token, password: "ten lives of a lamp" }),
    () => anonymous.account.completeLogin({ challenge, code }),
  ]);
  expect(outcome).toEqual({ ok: 1, INVALID_SECOND_FACTOR: 1 });
});

it("two sessions sign out each other", async () => {
  const { caller, account, email, password } = await api.signUp();
  const [one, other] = [
    await anonymous.account.login({ email, password }),
    await anonymous.account.login({ email, password }),
  ];
  const outcome = await atOnce(sql`select from session where account_id = ${account.id} for update`, [
    () => api.callerWith({ accessToken: one.access }).account.logout({ refresh: other.refresh }),
    () => api.callerWith({ accessToken: other.access }).account.logout({ refresh: one.refresh }),
  ]);
  expect(outcome).toEqual({ ok: 2 });
  expect((await caller.session.list({})).items).toHaveLength(1);
});
