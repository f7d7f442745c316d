import { account, refreshToken, session } from "@caretype/db/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { anonymous, database, services } = api;
const refresh = (token: string) => anonymous.account.refresh({ refresh: token });
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
const logIn = ({ email, password }: { email: string; password: string }) =>
  anonymous.account.login({ email, password });
const me = (access: string) => api.callerWith({ accessToken: access }).account.me();

/** Ages a token: moves its use or expiry back. */
async function age(token: string, seconds: number) {
  const ago = `${seconds} seconds`;
  await database.reader
    .update(refreshToken)
    .set({ usedAt: earlier("used_at", ago), expiresAt: earlier("expires_at", ago) })
    .where(eq(refreshToken.hash, services.tokens.refreshHash(token)));
}

async function expectEnded(signedIn: { access: string }, ...refreshTokens: string[]) {
  expect((await failureOf(me(signedIn.access))).code).toBe("UNAUTHENTICATED");
  for (const token of refreshTokens) {
    expect((await failureOf(refresh(token))).code).toBe("INVALID_REFRESH_TOKEN");
  }
}

describe("refresh", () => {
  it("returns a new pair for the same session", async () => {
    const signedIn = await api.signUp();
    const next = await refresh(signedIn.refresh);
    expect(next.refresh).not.toBe(signedIn.refresh);
    expect(next.access).not.toBe(signedIn.access);
    const sessions = [next.access, signedIn.access].map((token) => services.principals.authenticate(token));
    const [first, second] = await Promise.all(sessions);
    expect(first?.sessionId).toBe(second?.sessionId);
    expect((await refresh(next.refresh)).refresh).not.toBe(next.refresh);
  });

  it("rotates once for 20 concurrent calls, which all get the same successor", async () => {
    const signedIn = await api.signUp();
    const answers = await Promise.all(times(20, () => refresh(signedIn.refresh)));
    expect(new Set(answers.map((answer) => answer.refresh)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.access)).size).toBe(20);
    const { sessionId } = await services.principals.authenticate(signedIn.access);
    const rows = await database.reader
      .select()
      .from(refreshToken)
      .where(eq(refreshToken.sessionId, sessionId));
    expect(rows.map(({ usedAt }) => usedAt !== null).toSorted()).toEqual([false, true]);
    await refresh(answers[0]?.refresh ?? "");
  });

  it("returns the same successor on reuse within the grace period, and ends the session after it", async () => {
    const signedIn = await api.signUp();
    const next = await refresh(signedIn.refresh);
    await age(signedIn.refresh, 9);
    expect((await refresh(signedIn.refresh)).refresh).toBe(next.refresh);
    await age(signedIn.refresh, 2);
    expect((await failureOf(refresh(signedIn.refresh))).code).toBe("INVALID_REFRESH_TOKEN");
    await expectEnded(signedIn, signedIn.refresh, next.refresh);
    await expectEnded(next);
  });

  it("ends the session on reuse within the grace period once the successor was used", async () => {
    const signedIn = await api.signUp();
    const second = await refresh(signedIn.refresh);
    const third = await refresh(second.refresh);
    expect((await failureOf(refresh(signedIn.refresh))).code).toBe("INVALID_REFRESH_TOKEN");
    await expectEnded(third, third.refresh, second.refresh);
  });

  it("keeps the account's other sessions when it ends one", async () => {
    const signedIn = await api.signUp();
    const other = await logIn(signedIn);
    await refresh(signedIn.refresh);
    await age(signedIn.refresh, 60);
    await failureOf(refresh(signedIn.refresh));
    const { id } = await me(other.access);
    expect((await me((await refresh(other.refresh)).access)).id).toBe(id);
  });

  it("refuses an expired token without ending the session, and deletes it at the next rotation", async () => {
    const signedIn = await api.signUp();
    const next = await refresh(signedIn.refresh);
    await age(signedIn.refresh, 8 * 86_400);
    expect((await failureOf(refresh(signedIn.refresh))).code).toBe("INVALID_REFRESH_TOKEN");
    const last = await refresh(next.refresh);
    const hashes = [signedIn, next, last].map((pair) => services.tokens.refreshHash(pair.refresh));
    const rows = await database.reader.select().from(refreshToken).where(inArray(refreshToken.hash, hashes));
    expect(rows).toHaveLength(2);
  });

  it("refuses a deactivated account, whose tokens work again after reactivation", async () => {
    const signedIn = await api.signUp();
    const setActive = (isActive: boolean) =>
      database.reader.update(account).set({ isActive }).where(eq(account.id, signedIn.account.id));
    await setActive(false);
    expect((await failureOf(refresh(signedIn.refresh))).code).toBe("INVALID_REFRESH_TOKEN");
    await setActive(true);
    await refresh(signedIn.refresh);
  });

  it("refuses an invalid refresh token", async () => {
    const { access, refresh: token } = await api.signUp();
    const forged = [
      access,
      "x",
      `${token}=`,
      `${token}\n`,
      ` ${token}`,
      services.tokens.newRefresh(),
      "\0",
      "\ud800",
    ];
    for (const text of forged) {
      expect((await failureOf(refresh(text))).code).toBe("INVALID_REFRESH_TOKEN");
    }
    expect((await failureOf(refresh(""))).details.errors).toEqual({ refresh: ["Required"] });
    await refresh(token);
  });

  it("does not accept an access token", async () => {
    const { refresh: token } = await api.signUp();
    expect((await failureOf(me(token))).code).toBe("UNAUTHENTICATED");
  });

  it("stores no plain token in the database", async () => {
    const signedIn = await api.signUp();
    const next = await refresh(signedIn.refresh);
    const rows = await database.reader.execute(sql`
      select (select json_agg(s)::text from session s) || (select json_agg(r)::text from refresh_token r) as everything`);
    for (const text of [signedIn.access, signedIn.refresh, next.access, next.refresh]) {
      expect(JSON.stringify(rows)).not.toContain(text);
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(text, "base64url").toString("hex"));
    }
  });
});

describe("sign out", () => {
  it("ends only this session, from the next call on", async () => {
    const signedIn = await api.signUp();
    const other = await logIn(signedIn);
    await me(signedIn.access);
    expect(await signedIn.caller.account.logout()).toBeUndefined();
    await expectEnded(signedIn, signedIn.refresh);
    await me(other.access);
    await refresh(other.refresh);
  });

  it("ends the session of a sent refresh token if it is the caller's own", async () => {
    const signedIn = await api.signUp();
    const other = await logIn(signedIn);
    const stranger = await api.signUp();
    await me(other.access);
    await signedIn.caller.account.logout({ refresh: other.refresh });
    await expectEnded(signedIn, signedIn.refresh);
    await expectEnded(other, other.refresh);

    const third = await logIn(signedIn);
    const caller = api.callerWith({ accessToken: third.access });
    await caller.account.logout({ refresh: stranger.refresh });
    await me(stranger.access);
    await refresh(stranger.refresh);
  });

  it("accepts any text as the refresh token", async () => {
    const signedIn = await api.signUp();
    await signedIn.caller.account.logout({ refresh: "\0 no token" });
    await expectEnded(signedIn, signedIn.refresh);
  });

  it("everywhere ends all of the account's sessions and nobody else's", async () => {
    const [signedIn, stranger] = [await api.signUp(), await api.signUp()];
    const other = await logIn(signedIn);
    await Promise.all([me(signedIn.access), me(other.access), me(stranger.access)]);
    await signedIn.caller.account.logoutEverywhere();
    await expectEnded(signedIn, signedIn.refresh);
    await expectEnded(other, other.refresh);
    // Its access token may be checked only in a second.
    await refresh(stranger.refresh);
    await logIn(signedIn);
  });

  it("ends the session despite concurrent refreshes", async () => {
    const signedIn = await api.signUp();
    const answers: { access: string; refresh: string }[] = [];
    const refreshing = times(10, () => refresh(signedIn.refresh).then((pair) => answers.push(pair)));
    await Promise.all([signedIn.caller.account.logout(), tally(refreshing)]);
    for (const answer of answers) await expectEnded(answer, answer.refresh);
    await expectEnded(signedIn, signedIn.refresh);
    const live = await database.reader
      .select()
      .from(session)
      .where(eq(session.accountId, signedIn.account.id));
    expect(live.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });
});
