import type { AccountId } from "@caretype/core/kernel/field/ids";
import { earlier } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { addApp, codeOf, setUpApp } from "./authenticator.ts";
import { restOf } from "./rest.ts";

// Each call reads the session's state again, so that a test can change its times.
const backend = await startCaretype({ sessionRecheckMilliseconds: 0 });
afterAll(() => backend.stop());

type Answer = { status: number; headers: Headers; body: unknown };
type Post = (
  procedure: { rest: string; typed: string },
  body?: object,
  headers?: Record<string, string>,
) => Promise<Answer>;

const rest =
  (accessToken?: string): Post =>
  (procedure, body, headers) =>
    restOf(backend.url, accessToken)(procedure.rest, body, headers);

const typed =
  (accessToken?: string): Post =>
  async (procedure, body, headers) => {
    const response = await fetch(`${backend.url}/trpc/${procedure.typed}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { result, error } = JSON.parse(await response.text());
    return { status: response.status, headers: response.headers, body: error ? error.data : result.data };
  };

const login = { rest: "POST /auth/login", typed: "account.login" };
const complete = { rest: "POST /auth/login/second-factor", typed: "account.completeLogin" };
const reauthenticate = { rest: "POST /auth/reauthenticate", typed: "account.reauthenticate" };
const setUp = { rest: "POST /auth/second-factor/set-up", typed: "secondFactor.setUp" };
const renew = {
  rest: "POST /auth/second-factor/recovery-codes",
  typed: "secondFactor.renewRecoveryCodes",
};

/** Parts of an answer whose names differ on REST. */
const names = {
  rest: { secondFactor: "second_factor", recoveryCode: "recovery_code", recoveryCodes: "recovery_codes" },
  typed: { secondFactor: "secondFactor", recoveryCode: "recoveryCode", recoveryCodes: "recoveryCodes" },
};
const part = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

const elevenMinutesAgo = (accountId: AccountId) =>
  backend.database.reader.execute(sql`
    update session set authenticated_at = ${earlier("authenticated_at", "11 minutes")},
      second_factor_at = ${earlier("second_factor_at", "11 minutes")}
    where account_id = ${accountId}`);

describe.each([
  { surface: "rest", on: rest },
  { surface: "typed", on: typed },
] as const)("on $surface", ({ surface, on }) => {
  const { secondFactor, recoveryCode, recoveryCodes } = names[surface];

  it("a sign-in is completed in a second step", async () => {
    const { accessToken, email, password } = await backend.signUp();
    const { secret } = await addApp(backend.url, accessToken);
    const first = await on()(login, { email, password });
    expect([first.status, part(first.body, "code")]).toEqual([401, "SECOND_FACTOR_REQUIRED"]);
    const asked = part(first.body, secondFactor);
    expect(asked).toEqual({ challenge: expect.any(String), methods: ["totp", recoveryCode] });
    const challenge = part(asked, "challenge");
    const wrong = await on()(complete, { challenge, [recoveryCode]: "7KQP-M3XB-Z9TH" });
    expect([wrong.status, part(wrong.body, "code")]).toEqual([401, "INVALID_SECOND_FACTOR"]);
    expect(part(wrong.body, secondFactor)).toEqual(asked);
    const right = await on()(complete, { challenge, code: await codeOf(secret, 1) });
    expect(right.status).toBe(200);
    const me = await restOf(backend.url, String(part(right.body, "access")))("GET /auth/me");
    expect(part(me.body, "email")).toBe(email);
  });

  it("sensitive operations require re-authentication within ten minutes: by password without a second factor", async () => {
    const { accountId, accessToken, password } = await backend.signUp();
    await elevenMinutesAgo(accountId);
    const post = on(accessToken);
    const stale = await post(setUp);
    expect([stale.status, part(stale.body, "code")]).toEqual([403, "REAUTHENTICATION_REQUIRED"]);
    expect((await post(reauthenticate, { password })).status).toBe(200);
    expect((await post(setUp)).status).toBe(200);
    await elevenMinutesAgo(accountId);
    expect((await post(setUp)).status).toBe(403);
  });

  it("sensitive operations require re-authentication within ten minutes: by the second factor if there is one", async () => {
    const { accountId, accessToken, password } = await backend.signUp();
    const { secret } = await addApp(backend.url, accessToken);
    await elevenMinutesAgo(accountId);
    const post = on(accessToken);
    expect((await post(renew)).status).toBe(403);
    expect((await post(reauthenticate, { password })).status).toBe(400);
    expect((await post(reauthenticate, { code: await codeOf(secret, 1) })).status).toBe(200);
    expect((await post(renew)).status).toBe(200);
  });

  it("an Idempotency-Key does not replay secrets", async () => {
    const { accessToken } = await backend.signUp();
    await addApp(backend.url, accessToken);
    const keyed = () => on(accessToken)(renew, undefined, { "idempotency-key": "one-key" });
    const [one, other] = [await keyed(), await keyed()];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(part(one.body, recoveryCodes)).toHaveLength(10);
    expect(part(other.body, recoveryCodes)).not.toEqual(part(one.body, recoveryCodes));
    expect(other.headers.get("idempotency-replayed")).toBeNull();
    const [kept] = await backend.database.reader.execute<{ count: number }>(
      sql`select count(*)::int as count from idempotency_key where key = 'one-key'`,
    );
    expect(kept).toEqual({ count: 0 });
  });
});

it("an unconfirmed app is not required at sign-in", async () => {
  const { accessToken, email, password } = await backend.signUp();
  await setUpApp(backend.url, accessToken);
  expect((await rest()(login, { email, password })).status).toBe(200);
});
