import { account as accounts, oneTimeToken } from "@caretype/db/schema";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { statementsOf } from "@caretype/test-api/statements";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { maxLinksPerHour } from "../../token/mailed-links.ts";

const api = await createTestApi({ loginFailures: { account: 0, address: 0 } });
const { anonymous, database } = api;
const address = () => `${uuidv7()}@example.org`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const confirm = (token: string) => anonymous.account.confirmEmailChange({ token });
const tokenFor = async (email: string) => (await newestMail(api, email, "confirmEmailChange")).token;

type SignedUp = Awaited<ReturnType<typeof api.signUp>>;
const request = ({ caller, password }: SignedUp, newEmail: string) =>
  caller.account.requestEmailChange({ newEmail, currentPassword: password });

describe("an address change", () => {
  it("takes effect by a link sent to the new address, and notifies the old one", async () => {
    const signedUp = await api.signUp();
    const { email, password, caller, account } = signedUp;
    const newEmail = address();
    expect(await request(signedUp, newEmail)).toBeUndefined();
    expect((await caller.account.me()).email).toBe(email);
    expect(await confirm(await tokenFor(newEmail))).toBeUndefined();
    expect(await caller.account.me()).toMatchObject({ email: newEmail, emailVerified: true });
    const notice = await newestMail(api, email);
    expect([notice.template, notice.data]).toEqual(["emailChanged", { name: account.name, newEmail }]);
    await anonymous.account.login({ email: newEmail, password });
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
  });

  it("also changes a username equal to the old address", async () => {
    const email = address();
    const registered = await anonymous.account.register({
      email,
      username: email,
      password: "correct horse battery",
    });
    const caller = api.callerWith({ accessToken: registered.tokens?.access ?? null });
    const newEmail = address();
    await caller.account.requestEmailChange({ newEmail, currentPassword: "correct horse battery" });
    await confirm(await tokenFor(newEmail));
    expect((await caller.account.me()).username).toBe(newEmail);
    const next = await anonymous.account.register({
      email,
      username: email,
      password: "correct horse battery",
    });
    expect(next.username).toBe(email);
  });

  it.each([
    [
      "a reset",
      async ({ email }: SignedUp) => {
        await anonymous.account.requestPasswordReset({ email });
        const { token } = await newestMail(api, email, "resetPassword");
        await anonymous.account.resetPassword({ token, password: "another horse battery" });
      },
    ],
    [
      "a change",
      async ({ caller, password }: SignedUp) =>
        caller.account.changePassword({ currentPassword: password, newPassword: "another horse battery" }),
    ],
  ])("is refused for a link requested before %s of the password, possibly by a thief", async (_, change) => {
    const signedUp = await api.signUp();
    const newEmail = address();
    await request(signedUp, newEmail);
    const token = await tokenFor(newEmail);
    await change(signedUp);
    expect(await codeOf(confirm(token))).toBe("INVALID_LINK");
    // Nor by one created during the password change.
    await database.reader.update(oneTimeToken).set({ usedAt: null }).where(eq(oneTimeToken.email, newEmail));
    expect(await codeOf(confirm(token))).toBe("INVALID_LINK");
  });

  it("requires recent authentication if the account has a second factor", async () => {
    const signedUp = await api.signUp();
    const { account, caller, password } = signedUp;
    await addApp(caller, createClock(Date.now()));
    const { id } = account;
    await database.reader.execute(
      sql`update session set second_factor_at = now() - interval '11 minutes' where account_id = ${id}`,
    );
    api.services.principals.forget({ account: id });
    expect(await codeOf(request(signedUp, address()))).toBe("REAUTHENTICATION_REQUIRED");
    const newPassword = "another horse battery";
    expect(await codeOf(caller.account.changePassword({ currentPassword: password, newPassword }))).toBe(
      "REAUTHENTICATION_REQUIRED",
    );
  });

  it("invalidates links sent to the old address", async () => {
    const signedUp = await api.signUp();
    const { email } = signedUp;
    await anonymous.account.requestPasswordReset({ email });
    const reset = await newestMail(api, email, "resetPassword");
    const verify = await newestMail(api, email, "verifyEmail");
    const newEmail = address();
    await request(signedUp, newEmail);
    await confirm(await tokenFor(newEmail));
    expect(await codeOf(anonymous.account.verifyEmail({ token: verify.token }))).toBe("INVALID_LINK");
    const password = "nine lives of a lamp";
    expect(await codeOf(anonymous.account.resetPassword({ token: reset.token, password }))).toBe(
      "INVALID_LINK",
    );
  });

  it("may change only the case", async () => {
    const signedUp = await api.signUp();
    const newEmail = signedUp.email.toUpperCase();
    await request(signedUp, newEmail);
    await confirm(await tokenFor(newEmail));
    expect((await signedUp.caller.account.me()).email).toBe(newEmail);
  });

  it("succeeds once for 20 concurrent uses of one link", async () => {
    const signedUp = await api.signUp();
    const newEmail = address();
    await request(signedUp, newEmail);
    const token = await tokenFor(newEmail);
    expect(await tally(times(20, () => confirm(token)))).toEqual({ ok: 1, INVALID_LINK: 19 });
    const notices = await mailsTo(api, signedUp.email);
    expect(notices.filter(({ template }) => template === "emailChanged")).toHaveLength(1);
  });

  it("succeeds once for four accounts and one address concurrently", async () => {
    const newEmail = address();
    for (const signedUp of await Promise.all(times(4, () => api.signUp()))) await request(signedUp, newEmail);
    const mails = await mailsTo(api, newEmail);
    expect(await tally(mails.map(({ token }) => confirm(token)))).toEqual({ ok: 1, EMAIL_TAKEN: 3 });
  });
});

describe("an address of another account", () => {
  it("gets the same answer and email, and is refused when the link is followed", async () => {
    const [signedUp, owner] = [await api.signUp(), await api.signUp()];
    const { password: currentPassword, access } = signedUp;
    const workFor = (newEmail: string) => {
      const asSignedUp = {
        ...api,
        callerWith: (context: object) => api.callerWith({ ...context, accessToken: access }),
      };
      return statementsOf(asSignedUp, ({ account }) =>
        account.requestEmailChange({ newEmail, currentPassword }),
      );
    };
    await signedUp.caller.account.me();
    const unknown = await workFor(address());
    expect(unknown.length).toBeGreaterThan(5);
    expect(await workFor(owner.email)).toEqual(unknown);
    const token = await tokenFor(owner.email);
    expect(await codeOf(confirm(token))).toBe("EMAIL_TAKEN");
    expect((await signedUp.caller.account.me()).email).toBe(signedUp.email);
  });
});

describe("a link", () => {
  it("is sent only with the current password", async () => {
    const signedUp = await api.signUp();
    const newEmail = address();
    const error = await failureOf(request({ ...signedUp, password: "wrong" }, newEmail));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual([
      "INVALID_INPUT",
      ["currentPassword"],
    ]);
    expect(await mailsTo(api, newEmail)).toEqual([]);
  });

  it("is sent at most five times an hour per account, with an error, and per address", async () => {
    const signedUp = await api.signUp();
    const outcome = await tally(times(8, () => request(signedUp, address())));
    expect(outcome.ok).toBe(maxLinksPerHour);
    expect(outcome.RATE_LIMITED).toBe(3);
    const newEmail = address();
    for (const other of await Promise.all(times(8, () => api.signUp()))) await request(other, newEmail);
    expect(await mailsTo(api, newEmail)).toHaveLength(maxLinksPerHour);
  });

  it("is not sent for the current address", async () => {
    const signedUp = await api.signUp();
    await request(signedUp, signedUp.email);
    expect((await newestMail(api, signedUp.email)).template).toBe("verifyEmail");
  });

  it("is valid for a day, once, unless replaced by a newer one", async () => {
    const signedUp = await api.signUp();
    const [first, second] = [address(), address()];
    await request(signedUp, first);
    await request(signedUp, second);
    expect(await codeOf(confirm(await tokenFor(first)))).toBe("INVALID_LINK");
    const [row] = await database.reader.execute(sql`
      select extract(epoch from expires_at - created_at)::int as seconds from one_time_token where email = ${second}`);
    expect(row).toEqual({ seconds: 86_400 });
    const token = await tokenFor(second);
    await confirm(token);
    expect(await codeOf(confirm(token))).toBe("INVALID_LINK");
  });

  it("gets the same refusal if expired, invalid or for another purpose", async () => {
    const [signedUp, newEmail] = [await api.signUp(), address()];
    await request(signedUp, newEmail);
    const token = await tokenFor(newEmail);
    await database.reader
      .update(oneTimeToken)
      .set({ expiresAt: sql`now()` })
      .where(eq(oneTimeToken.email, newEmail));
    const other = (await newestMail(api, signedUp.email, "verifyEmail")).token;
    for (const bad of [token, other, api.services.linkTokens.random(), "\0"]) {
      const { code, details } = await failureOf(confirm(bad));
      expect([code, details]).toEqual(["INVALID_LINK", {}]);
    }
    expect((await signedUp.caller.account.me()).email).toBe(signedUp.email);
  });

  it("is invalid once the account is deactivated", async () => {
    const [signedUp, newEmail] = [await api.signUp(), address()];
    await request(signedUp, newEmail);
    await database.reader
      .update(accounts)
      .set({ isActive: false })
      .where(eq(accounts.id, signedUp.account.id));
    expect(await codeOf(confirm(await tokenFor(newEmail)))).toBe("INVALID_LINK");
  });
});
