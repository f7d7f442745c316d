import type { AccountId } from "@caretype/core/kernel/field/ids";
import { account as accounts, oneTimeToken } from "@caretype/db/schema";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { statementsOf } from "@caretype/test-api/statements";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { and, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { maxLinksPerHour } from "../../token/mailed-links.ts";

const clock = createClock();
const api = await createTestApi({ loginFailures: { account: 10, address: 0 }, now: clock.now });
const { anonymous, database } = api;
const password = "nine lives of a lamp";
const address = () => `${uuidv7()}@example.org`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const request = (email: string) => anonymous.account.requestPasswordReset({ email });
const reset = (token: string, chosen = password) =>
  anonymous.account.resetPassword({ token, password: chosen });
const failure = async (call: Promise<unknown>) => {
  const { code, message, details } = await failureOf(call);
  return { code, message, details };
};
const invalidLink = { code: "INVALID_LINK", message: "The link is not valid", details: {} };

async function tokenFor(email: string) {
  await request(email);
  return (await newestMail(api, email, "resetPassword")).token;
}

/** All tokens, whether or not they were sent. */
const tokensFor = (email: string) =>
  database.reader
    .select({ id: oneTimeToken.id })
    .from(oneTimeToken)
    .where(and(eq(oneTimeToken.email, email), eq(oneTimeToken.purpose, "reset_password")));

describe("a request for a link", () => {
  it("sends it to the account's address", async () => {
    const { email, account } = await api.signUp();
    expect(await request(email.toUpperCase())).toBeUndefined();
    expect((await newestMail(api, email, "resetPassword")).data).toMatchObject({ name: account.name });
    expect(await mailsTo(api, email)).toHaveLength(2);
  });

  it("gets the same answer for an unknown or unusable account, and sends nothing", async () => {
    const [unknown, deactivated, service] = [address(), await api.signUp(), await api.signUp()];
    const ofAccount = (id: AccountId) => eq(accounts.id, id);
    await database.reader.update(accounts).set({ isActive: false }).where(ofAccount(deactivated.account.id));
    await database.reader.update(accounts).set({ kind: "service" }).where(ofAccount(service.account.id));
    for (const email of [unknown, deactivated.email, service.email]) {
      expect(await request(email)).toBeUndefined();
      expect((await mailsTo(api, email)).filter(({ template }) => template === "resetPassword")).toEqual([]);
      // The rows written instead are useless.
      const [row] = await tokensFor(email);
      const token = api.services.linkTokens.tokenOf(row?.id ?? "");
      expect(await failure(reset(token))).toEqual(invalidLink);
    }
  });

  it("succeeds at most five times an hour per address, even for 20 concurrent calls", async () => {
    const [{ email }, unknown] = [await api.signUp(), address()];
    for (const asked of [email, unknown]) {
      expect(await tally(times(20, () => request(asked)))).toEqual({ ok: 20 });
      expect(await tokensFor(asked)).toHaveLength(maxLinksPerHour);
    }
    await database.reader
      .update(oneTimeToken)
      .set({ createdAt: earlier("created_at", "61 minutes") })
      .where(eq(oneTimeToken.email, email));
    await request(email);
    expect(await mailsTo(api, email)).toHaveLength(1 + maxLinksPerHour + 1);
  });

  it("runs the same statements for any address", async () => {
    const { email } = await api.signUp();
    const statementsFor = (asked: string) =>
      statementsOf(api, (caller) => caller.account.requestPasswordReset({ email: asked }));
    const known = await statementsFor(email);
    expect(known.length).toBeGreaterThan(5);
    expect(await statementsFor(address())).toEqual(known);
  });
});

describe("a reset by the link", () => {
  it("changes the password, verifies the address, and sends a notice", async () => {
    const signedUp = await api.signUp();
    const { email } = signedUp;
    expect(await reset(await tokenFor(email))).toBeUndefined();
    const { user } = await anonymous.account.login({ email, password });
    expect(user.emailVerified).toBe(true);
    expect((await failureOf(anonymous.account.login({ email, password: signedUp.password }))).code).toBe(
      "INVALID_CREDENTIALS",
    );
    expect((await newestMail(api, email)).template).toBe("passwordChanged");
  });

  it("ends all sessions at once", async () => {
    const { email, caller, refresh } = await api.signUp();
    const token = await tokenFor(email);
    await caller.account.me();
    await reset(token);
    expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED");
    expect((await failureOf(anonymous.account.refresh({ refresh }))).code).toBe("INVALID_REFRESH_TOKEN");
  });

  it("clears failed sign-ins", async () => {
    const { email } = await api.signUp();
    for (let tried = 0; tried < 10; tried++)
      await failureOf(anonymous.account.login({ email, password: "wrong" }));
    await reset(await tokenFor(email));
    expect(await anonymous.account.login({ email, password })).toMatchObject({ access: expect.any(String) });
  });

  it("keeps a second factor, and invalidates sign-ins in progress", async () => {
    const signedUp = await api.signUp();
    const { email } = signedUp;
    await anonymous.account.verifyEmail({ token: (await newestMail(api, email, "verifyEmail")).token });
    const app = await addApp(signedUp.caller, clock);
    const before = await failureOf(anonymous.account.login({ email, password: "correct horse battery" }));
    expect(before.code).toBe("SECOND_FACTOR_REQUIRED");
    await reset(await tokenFor(email));
    const after = await failureOf(anonymous.account.login({ email, password }));
    expect(after.code).toBe("SECOND_FACTOR_REQUIRED");
    const code = await app.code();
    const complete = (challenge = "") => anonymous.account.completeLogin({ challenge, code });
    expect((await failureOf(complete(before.details.secondFactor?.challenge))).code).toBe(
      "INVALID_SECOND_FACTOR",
    );
    expect((await complete(after.details.secondFactor?.challenge)).user.email).toBe(email);
  });

  it("removes a second factor if the address was never verified, as a stranger may have set it up", async () => {
    const stranger = await api.signUp();
    await addApp(stranger.caller, clock);
    await reset(await tokenFor(stranger.email));
    const { user } = await anonymous.account.login({ email: stranger.email, password });
    expect(user.emailVerified).toBe(true);
    const changes = (await mailsTo(api, stranger.email)).flatMap(({ template, data }) =>
      template === "secondFactorChanged" ? [data] : [],
    );
    expect(changes).toContainEqual(expect.objectContaining({ change: "removed" }));
    expect(changes).toHaveLength(2);
  });

  it("sends no notice of a second factor if there was none", async () => {
    const { email } = await api.signUp();
    await reset(await tokenFor(email));
    const templates = (await mailsTo(api, email)).map(({ template }) => template);
    expect(templates).not.toContain("secondFactorChanged");
  });

  it("succeeds once for 20 concurrent calls", async () => {
    const { email } = await api.signUp();
    const token = await tokenFor(email);
    const outcome = await tally(times(20, (index) => reset(token, `${password} ${index}`)));
    expect(outcome).toEqual({ ok: 1, INVALID_LINK: 19 });
    const mails = await mailsTo(api, email);
    expect(mails.filter(({ template }) => template === "passwordChanged")).toHaveLength(1);
  });

  it("refuses a weak password, and keeps the link valid", async () => {
    const { email } = await api.signUp();
    const token = await tokenFor(email);
    for (const easy of ["Password123", email, "short"]) {
      const { code, details } = await failureOf(reset(token, easy));
      expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["password"]]);
    }
    await reset(token);
  });

  it("names the account in the audit", async () => {
    const { email, account } = await api.signUp();
    const token = await tokenFor(email);
    const requestId = uuidv7();
    await api.callerWith({ requestId }).account.resetPassword({ token, password });
    const [entry] = await database.reader.execute(
      sql`select outcome, account_id, subject_ids::text as subjects from audit_entry where request_id = ${requestId}`,
    );
    expect(entry).toEqual({ outcome: "ok", account_id: account.id, subjects: `{${account.id}}` });
  });
});

describe("the same refusal", () => {
  const refusals: [string, () => Promise<string>][] = [
    [
      "used",
      async () => {
        const token = await tokenFor((await api.signUp()).email);
        await reset(token);
        return token;
      },
    ],
    [
      "expired",
      async () => {
        const { email } = await api.signUp();
        const token = await tokenFor(email);
        await database.reader
          .update(oneTimeToken)
          .set({ expiresAt: sql`now() - interval '1 second'` })
          .where(eq(oneTimeToken.email, email));
        return token;
      },
    ],
    [
      "replaced by a newer one",
      async () => {
        const { email } = await api.signUp();
        const token = await tokenFor(email);
        await request(email);
        return token;
      },
    ],
    [
      "for another purpose",
      async () => (await newestMail(api, (await api.signUp()).email, "verifyEmail")).token,
    ],
    [
      "of an account deactivated since",
      async () => {
        const { email } = await api.signUp();
        const token = await tokenFor(email);
        await database.reader.update(accounts).set({ isActive: false }).where(eq(accounts.email, email));
        return token;
      },
    ],
    [
      "of a former address of the account",
      async () => {
        const { email } = await api.signUp();
        const token = await tokenFor(email);
        await database.reader.update(accounts).set({ email: address() }).where(eq(accounts.email, email));
        return token;
      },
    ],
    ["made up", async () => api.services.linkTokens.random()],
    ["not a token", async () => "\0 \ud800 no token"],
    ["a huge text", async () => "x".repeat(500_000)],
  ];

  it.each(refusals)("is given to a link that is %s", async (_what, tokenOf) => {
    expect(await failure(reset(await tokenOf()))).toEqual(invalidLink);
  });

  it("is given after an hour", async () => {
    const { email } = await api.signUp();
    await request(email);
    const [row] = await database.reader.execute(sql`
      select extract(epoch from expires_at - created_at)::int as seconds from one_time_token
      where email = ${email} and purpose = 'reset_password'`);
    expect(row).toEqual({ seconds: 3_600 });
  });
});
