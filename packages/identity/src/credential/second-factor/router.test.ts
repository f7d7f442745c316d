import type { AccountId } from "@caretype/core/kernel/field/ids";
import { addApp, codeOf, createClock, wrongCode } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { removeSecondFactors } from "./change-factors.ts";

const clock = createClock();
const api = await createTestApi({ now: clock.now });
const { reader } = api.database;
const twenty = <T>(make: () => Promise<T>) => Array.from({ length: 20 }, make);

/** Moves a session's start or second factor back. */
async function age(accountId: AccountId, minutes: number) {
  const ago = `${minutes} minutes`;
  await reader.execute(sql`
    update session set authenticated_at = ${earlier("authenticated_at", ago)},
      second_factor_at = ${earlier("second_factor_at", ago)}
    where account_id = ${accountId}`);
  api.services.principals.forget({ account: accountId });
}

async function changesMailed(email: string) {
  const mails = await mailsTo(api, email);
  return mails.filter(({ template }) => template === "secondFactorChanged").map(({ data }) => data);
}

describe("setting up an app", () => {
  it("enables it with a first code, notifies the owner, and ends other sessions", async () => {
    const { caller, account, email, password } = await api.signUp();
    const other = await api.anonymous.account.login({ email, password });
    const elsewhere = api.callerWith({ accessToken: other.access });
    await elsewhere.account.me();
    expect(await caller.secondFactor.status()).toEqual({
      totp: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
      requirement: null,
    });

    const { secret, uri, qrCode } = await caller.secondFactor.setUp();
    expect(new URL(uri).searchParams.get("secret")).toBe(secret);
    expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/);
    expect((await caller.secondFactor.status()).totp).toBeNull();
    expect((await api.anonymous.account.login({ email, password })).user.id).toBe(account.id);

    const { recoveryCodes } = await caller.secondFactor.confirm({ code: await codeOf(secret, clock) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await caller.secondFactor.status()).toMatchObject({
      totp: { confirmedAt: expect.stringMatching(/Z$/) },
      recoveryCodesLeft: 10,
      requirement: null,
    });
    expect((await failureOf(elsewhere.account.me())).code).toBe("UNAUTHENTICATED");
    expect(await changesMailed(email)).toEqual([
      { name: account.name, change: "added", method: "authenticator app" },
    ]);
  });

  it("counts the first code as a second factor of this session, and as used", async () => {
    const { caller, email, password } = await api.signUp();
    const { secret } = await caller.secondFactor.setUp();
    const code = await codeOf(secret, clock);
    await caller.secondFactor.confirm({ code });
    // The session counts as recently authenticated.
    await caller.secondFactor.renewRecoveryCodes();
    const login = api.anonymous.account.login({ email, password, code });
    expect((await failureOf(login)).code).toBe("INVALID_SECOND_FACTOR");
  });

  it("refuses a wrong code, then accepts a right one", async () => {
    const { caller, email } = await api.signUp();
    const { secret } = await caller.secondFactor.setUp();
    const wrong = caller.secondFactor.confirm({ code: await wrongCode(secret, clock) });
    expect((await failureOf(wrong)).code).toBe("INVALID_SECOND_FACTOR");
    expect((await caller.secondFactor.status()).totp).toBeNull();
    expect(await changesMailed(email)).toEqual([]);
    const code = await codeOf(secret, clock);
    await caller.secondFactor.confirm({ code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
  });

  it("accepts only the last secret, for a quarter of an hour", async () => {
    const { caller, account } = await api.signUp();
    expect((await failureOf(caller.secondFactor.confirm({ code: "123456" }))).code).toBe(
      "SECOND_FACTOR_NOT_SET_UP",
    );
    const first = await caller.secondFactor.setUp();
    const second = await caller.secondFactor.setUp();
    expect(second.secret).not.toBe(first.secret);
    const outdated = caller.secondFactor.confirm({ code: await codeOf(first.secret, clock) });
    expect((await failureOf(outdated)).code).toBe("INVALID_SECOND_FACTOR");
    await reader.execute(sql`
      update totp_factor set created_at = ${earlier("created_at", "15 minutes")} where account_id = ${account.id}`);
    const late = caller.secondFactor.confirm({ code: await codeOf(second.secret, clock) });
    expect((await failureOf(late)).code).toBe("SECOND_FACTOR_NOT_SET_UP");
  });

  it("refuses a second app and a second confirmation", async () => {
    const { caller } = await api.signUp();
    const { secret } = await caller.secondFactor.setUp();
    const code = await codeOf(secret, clock);
    expect(await tally(twenty(() => caller.secondFactor.confirm({ code })))).toEqual({
      ok: 1,
      SECOND_FACTOR_ALREADY_SET_UP: 19,
    });
    expect((await caller.secondFactor.status()).recoveryCodesLeft).toBe(10);
    expect((await failureOf(caller.secondFactor.setUp())).code).toBe("SECOND_FACTOR_ALREADY_SET_UP");
  });

  it("refuses a secret copied from another account's row", async () => {
    const [ann, bea] = [await api.signUp(), await api.signUp()];
    const { secret } = await addApp(ann.caller, clock);
    await addApp(bea.caller, clock);
    await reader.execute(sql`
      update totp_factor as copy set secret = factor.secret from totp_factor as factor
      where copy.account_id = ${bea.account.id} and factor.account_id = ${ann.account.id}`);
    const { email, password } = bea;
    const login = api.anonymous.account.login({ email, password, code: await codeOf(secret, clock) });
    expect((await failureOf(login)).code).toBe("INTERNAL");
  });
});

describe("removing the app", () => {
  it("removes the recovery codes, sends an email, and allows a sign-in by password alone", async () => {
    const { caller, account, email, password } = await api.signUp();
    expect((await failureOf(caller.secondFactor.remove())).code).toBe("SECOND_FACTOR_NOT_SET_UP");
    const { recoveryCodes } = await addApp(caller, clock);
    await caller.secondFactor.remove();
    expect(await caller.secondFactor.status()).toEqual({
      totp: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
      requirement: null,
    });
    expect((await changesMailed(email))[0]).toMatchObject({ change: "removed" });
    const [recoveryCode] = recoveryCodes;
    const login = await api.anonymous.account.login({ email, password, recoveryCode });
    expect(login.user.id).toBe(account.id);
  });

  it("keeps the recovery codes for another factor", async () => {
    const { caller, account } = await api.signUp();
    await addApp(caller, clock);
    await notePasskey(account.id);
    await caller.secondFactor.remove();
    expect(await caller.secondFactor.status()).toEqual({
      totp: null,
      passkeys: 1,
      recoveryCodesLeft: 10,
      requirement: null,
    });
  });

  it("deletes an unconfirmed app without an email", async () => {
    const { caller, email } = await api.signUp();
    const { secret } = await caller.secondFactor.setUp();
    await caller.secondFactor.remove();
    const confirmation = caller.secondFactor.confirm({ code: await codeOf(secret, clock) });
    expect((await failureOf(confirmation)).code).toBe("SECOND_FACTOR_NOT_SET_UP");
    expect(await changesMailed(email)).toEqual([]);
  });
});

async function notePasskey(accountId: AccountId) {
  await reader.execute(sql`
    insert into passkey (id, account_id, name, public_key, counter, transports, is_backed_up)
    values (${uuidv7()}, ${accountId}, 'phone', '', 0, '{}', false)`);
  api.services.principals.forget({ account: accountId });
}

describe("recovery codes", () => {
  it("replace the previous ones", async () => {
    const { caller, email, password } = await api.signUp();
    const app = await addApp(caller, clock);
    const { recoveryCodes } = await caller.secondFactor.renewRecoveryCodes();
    expect(recoveryCodes).toHaveLength(10);
    const login = (recoveryCode = "") => api.anonymous.account.login({ email, password, recoveryCode });
    expect((await failureOf(login(app.recoveryCodes[0]))).code).toBe("INVALID_SECOND_FACTOR");
    await login(recoveryCodes[0]);
    expect((await caller.secondFactor.status()).recoveryCodesLeft).toBe(9);
    expect((await changesMailed(email))[0]).toMatchObject({ change: "recovery codes made anew" });
  });

  it("are ten, even after concurrent requests", async () => {
    const { caller } = await api.signUp();
    await addApp(caller, clock);
    expect(await tally(twenty(() => caller.secondFactor.renewRecoveryCodes()))).toEqual({ ok: 20 });
    expect((await caller.secondFactor.status()).recoveryCodesLeft).toBe(10);
  });

  it("require a second factor", async () => {
    const { caller } = await api.signUp();
    expect((await failureOf(caller.secondFactor.renewRecoveryCodes())).code).toBe("SECOND_FACTOR_NOT_SET_UP");
  });
});

describe("a change of factors", () => {
  const asked = {
    setUp: (caller) => caller.secondFactor.setUp(),
    remove: (caller) => caller.secondFactor.remove(),
    renewRecoveryCodes: (caller) => caller.secondFactor.renewRecoveryCodes(),
  } satisfies Record<string, (caller: typeof api.anonymous) => Promise<unknown>>;

  it.each(Object.entries(asked))("%s requires recent authentication", async (_name, ask) => {
    const { caller, account } = await api.signUp();
    await age(account.id, 11);
    expect((await failureOf(ask(caller))).code).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("is not replayed under an Idempotency-Key, as secrets are not stored", async () => {
    const { caller, access } = await api.signUp();
    const keyed = () =>
      api.callerWith({ accessToken: access, idempotency: { keys: ["one-key"], replayed: new Set() } });
    const [one, other] = [await keyed().secondFactor.setUp(), await keyed().secondFactor.setUp()];
    expect(other.secret).not.toBe(one.secret);
    await caller.secondFactor.confirm({ code: await codeOf(other.secret, clock) });
    const first = await keyed().secondFactor.renewRecoveryCodes();
    expect((await keyed().secondFactor.renewRecoveryCodes()).recoveryCodes).not.toEqual(first.recoveryCodes);
  });
});

/** Tables that contain this text anywhere, as text or bytes. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await reader.execute<{ name: string }>(sql`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'p', 'm') and relnamespace not in ('information_schema'::regnamespace)
      and (relnamespace <> 'pg_catalog'::regnamespace or relname = 'pg_statistic') order by 1`);
  const hex = Buffer.from(text).toString("hex");
  const places: string[] = [];
  for (const { name } of tables) {
    const [row] = await reader.execute<{ found: boolean }>(sql`
      select exists (select from ${sql.raw(name)} as stored
        where stored::text ilike ${`%${text}%`} or stored::text ilike ${`%${hex}%`}) as found`);
    if (row?.found) places.push(name);
  }
  return places;
}

it("stores no plain secret or code in any table", async () => {
  const { caller, account, email, password } = await api.signUp();
  const { secret, recoveryCodes, code } = await addApp(caller, clock);
  const used = await code();
  await api.anonymous.account.login({ email, password, code: used });
  await api.anonymous.account.login({ email, password, recoveryCode: recoveryCodes[0] });
  const refusal = await failureOf(api.anonymous.account.login({ email, password }));
  const { challenge = "" } = refusal.details.secondFactor ?? {};
  await failureOf(api.anonymous.account.completeLogin({ challenge, recoveryCode: "7KQP-M3XB-Z9TH" }));
  expect(await placesOf(account.id)).toContain("totp_factor");
  const typed = [...recoveryCodes, "7KQP-M3XB-Z9TH"];
  for (const text of [
    secret,
    challenge,
    ...typed,
    ...typed.map((typedCode) => typedCode.replaceAll("-", "")),
  ])
    expect([text, await placesOf(text)]).toEqual([text, []]);
});

it("lets an administrator remove all lost factors and pending sign-ins", async () => {
  const { caller, account, email, password } = await api.signUp();
  const { code } = await addApp(caller, clock);
  await notePasskey(account.id);
  const { details } = await failureOf(api.anonymous.account.login({ email, password }));
  const { challenge = "" } = details.secondFactor ?? {};
  const remove = () => api.database.transaction((tx) => removeSecondFactors(tx, account.id));
  expect([await remove(), await remove()]).toEqual([true, false]);
  const waiting = api.anonymous.account.completeLogin({ challenge, code: await code() });
  expect((await failureOf(waiting)).code).toBe("INVALID_SECOND_FACTOR");
  expect(await caller.secondFactor.status()).toEqual({
    totp: null,
    passkeys: 0,
    recoveryCodesLeft: 0,
    requirement: null,
  });
  expect((await api.anonymous.account.login({ email, password })).user.id).toBe(account.id);
});
