import { schema } from "@caretype/db";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { maxLinksPerHour } from "../../token/mailed-links.ts";

const api = await createTestApi();
const { anonymous, database } = api;
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
const verify = (token: string) => anonymous.account.verifyEmail({ token });
const tokenFor = async (email: string) => (await newestMail(api, email, "verifyEmail")).token;

async function expectInvalid(token: string) {
  const { code, message, details } = await failureOf(verify(token));
  expect({ code, message, details }).toEqual({
    code: "INVALID_LINK",
    message: "The link is not valid",
    details: {},
  });
}

describe("an address", () => {
  it("is verified by the link of a registration", async () => {
    const { email, caller } = await api.signUp();
    expect((await caller.account.me()).emailVerified).toBe(false);
    expect(await verify(await tokenFor(email))).toBeUndefined();
    expect((await caller.account.me()).emailVerified).toBe(true);
  });

  it("is verified within three days, once", async () => {
    const { email } = await api.signUp();
    const [row] = await database.reader.execute(sql`
      select extract(epoch from expires_at - created_at)::int as seconds from one_time_token where email = ${email}`);
    expect(row).toEqual({ seconds: 3 * 86_400 });
    const token = await tokenFor(email);
    await verify(token);
    await expectInvalid(token);
  });

  it("is verified once for 20 concurrent calls", async () => {
    const { email } = await api.signUp();
    const token = await tokenFor(email);
    expect(await tally(times(20, () => verify(token)))).toEqual({ ok: 1, INVALID_LINK: 19 });
  });

  it("is verified by the latest link only", async () => {
    const { email, caller } = await api.signUp();
    const first = await tokenFor(email);
    expect(await caller.account.requestVerification()).toBeUndefined();
    await expectInvalid(first);
    await verify(await tokenFor(email));
  });

  it("is not verified by a link that is expired, invalid, for another purpose or address", async () => {
    const { oneTimeToken, account } = schema;
    const [expired, moved] = [await api.signUp(), await api.signUp()];
    const ofExpired = eq(oneTimeToken.email, expired.email);
    await database.reader.update(oneTimeToken).set({ expiresAt: sql`now()` }).where(ofExpired);
    await expectInvalid(await tokenFor(expired.email));
    const token = await tokenFor(moved.email);
    const email = `other.${moved.email}`;
    await database.reader.update(account).set({ email }).where(eq(account.id, moved.account.id));
    await expectInvalid(token);
    await anonymous.account.requestPasswordReset({ email });
    await expectInvalid((await newestMail(api, email, "resetPassword")).token);
    await expectInvalid(api.services.linkTokens.random());
    await expectInvalid("\0 \ud800");
  });
});

describe("another link", () => {
  it("is sent at most five times an hour, then refused", async () => {
    const { email, caller } = await api.signUp();
    const outcome = await tally(times(20, () => caller.account.requestVerification()));
    expect(outcome).toEqual({ ok: maxLinksPerHour - 1, RATE_LIMITED: 21 - maxLinksPerHour });
    expect(await mailsTo(api, email)).toHaveLength(maxLinksPerHour);
  });

  it("is not sent for a verified address", async () => {
    const { email, caller } = await api.signUp();
    await verify(await tokenFor(email));
    await caller.account.requestVerification();
    expect(await mailsTo(api, email)).toHaveLength(1);
  });
});
