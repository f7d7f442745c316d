import { randomBytes } from "node:crypto";
import { asId } from "@caretype/core/kernel/field/ids";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { origin, type PasskeyOwner, signUpWithPasskey } from "@caretype/test-api/passkeys";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createSoftwarePasskey, type Deviation } from "../../../test/software-authenticator.ts";
import { userHandleOf } from "./relying-party.ts";

const api = await createTestApi();
const { anonymous } = api;

/** Each call has its own address, as failures are counted per address. */
let addresses = 0;
const elsewhere = () => api.callerWith({ address: `2001:db8:${++addresses}::1` });

async function logIn({ passkey }: Pick<PasskeyOwner, "passkey">, deviation: Deviation = {}) {
  const options = await anonymous.passkey.loginOptions();
  const response = passkey.assert(options, deviation);
  return elsewhere().passkey.login({ challenge: options.challenge, response });
}

const copyMails = async (email: string) =>
  (await mailsTo(api, email)).filter(({ template }) => template === "passkeyCopied");

describe("signing in with a passkey", () => {
  it("returns tokens like a sign-in, and counts as both factors", async () => {
    const owner = await signUpWithPasskey(api);
    const loggedIn = await logIn(owner);
    expect(loggedIn).toMatchObject({ user: { id: owner.account.id }, access: loggedIn.tokens.access });
    const caller = api.callerWith({ accessToken: loggedIn.access });
    expect(await caller.account.me()).toMatchObject({ id: owner.account.id });
    // It requires a recent second factor.
    await caller.passkey.registrationOptions();
    const [{ lastUsedAt } = { lastUsedAt: null }] = (await caller.passkey.list()).items;
    expect(lastUsedAt).not.toBeNull();
  });

  it("reveals nothing beforehand", async () => {
    const options = await anonymous.passkey.loginOptions();
    expect(options).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rpId: "app.example.org",
      timeout: 300_000,
      userVerification: "required",
    });
  });

  it.each<[string, Deviation]>([
    ["on another page", { origin: "https://evil.example" }],
    ["in a frame of another site", { crossOrigin: true }],
    ["for another host", { rpId: "example.org" }],
    ["of another challenge", { challenge: randomBytes(32).toString("base64url") }],
    ["of a registration", { type: "webauthn.create" }],
    ["by a device that has not verified its user", { isVerified: false }],
    ["by a device without user presence", { isPresent: false }],
    [
      "with another account's user handle",
      { userHandle: userHandleOf(asId("0198c0de-0000-7000-8000-000000000000")) },
    ],
  ])("refuses an answer %s", async (_how, deviation) => {
    const owner = await signUpWithPasskey(api);
    const { code, details } = await failureOf(logIn(owner, deviation));
    expect([code, details]).toEqual(["INVALID_CREDENTIALS", {}]);
    await logIn(owner);
  });

  it("refuses alike an unknown passkey, a foreign signature, and a deactivated account", async () => {
    const owner = await signUpWithPasskey(api);
    const options = await anonymous.passkey.loginOptions();
    const registration = {
      ...options,
      rp: { id: options.rpId },
      user: { id: userHandleOf(owner.account.id) },
    };
    const unknown = createSoftwarePasskey(registration, { origin });
    const forged = createSoftwarePasskey(registration, {
      origin,
      id: Buffer.from(owner.passkey.id, "base64url"),
    });
    const refusals = [];
    for (const passkey of [unknown, forged]) {
      refusals.push(await failureOf(logIn({ passkey: { ...owner.passkey, ...passkey } })));
    }
    await api.database.reader.execute(
      sql`update account set is_active = false where id = ${owner.account.id}`,
    );
    refusals.push(await failureOf(logIn(owner)));
    for (const { code, message, details } of refusals) {
      expect({ code, message, details }).toEqual({
        code: "INVALID_CREDENTIALS",
        message: "The credentials are not valid",
        details: {},
      });
    }
  });

  it("requires a verified address if the server does", async () => {
    const { passkey, email } = await signUpWithPasskey(api);
    const services = { ...api.services, registration: "verified" as const };
    const { loginOptions, login } = api.callerWith({ services, address: "192.0.2.9" }).passkey;
    const options = await loginOptions();
    const call = login({ challenge: options.challenge, response: passkey.assert(options) });
    expect((await failureOf(call)).code).toBe("EMAIL_NOT_VERIFIED");
    expect(await mailsTo(api, email)).toContainEqual(expect.objectContaining({ template: "verifyEmail" }));
  });

  it("consumes a challenge even for a wrong answer", async () => {
    const { passkey } = await signUpWithPasskey(api);
    const options = await anonymous.passkey.loginOptions();
    const { challenge } = options;
    const response = passkey.assert(options);
    await elsewhere().passkey.login({ challenge, response });
    const again = { challenge, response: passkey.assert(options) };
    expect((await failureOf(elsewhere().passkey.login(again))).code).toBe("INVALID_CREDENTIALS");
    const second = await anonymous.passkey.loginOptions();
    const wrong = { challenge: second.challenge, response: passkey.assert(second, { isVerified: false }) };
    expect((await failureOf(elsewhere().passkey.login(wrong))).code).toBe("INVALID_CREDENTIALS");
    const late = { challenge: second.challenge, response: passkey.assert(second) };
    expect((await failureOf(elsewhere().passkey.login(late))).code).toBe("INVALID_CREDENTIALS");
  });

  it("refuses a challenge for another purpose, and an expired one", async () => {
    const { caller, passkey } = await signUpWithPasskey(api);
    const answers = [
      await caller.passkey.reauthenticationOptions(),
      { ...(await caller.passkey.registrationOptions()), rpId: "app.example.org" },
    ];
    const old = await anonymous.passkey.loginOptions();
    await api.database.reader.execute(sql`
      update one_time_token set expires_at = now() where hash = ${api.services.linkTokens.hashOf(old.challenge)}`);
    for (const options of [...answers, old]) {
      const call = elsewhere().passkey.login({
        challenge: options.challenge,
        response: passkey.assert({ challenge: options.challenge, rpId: options.rpId }),
      });
      expect((await failureOf(call)).code).toBe("INVALID_CREDENTIALS");
    }
  });

  it("signs in once for twenty concurrent answers to one challenge", async () => {
    const { passkey } = await signUpWithPasskey(api, { counter: 0 });
    const options = await anonymous.passkey.loginOptions();
    const { challenge } = options;
    const calls = Array.from({ length: 20 }, () =>
      elsewhere().passkey.login({ challenge, response: passkey.assert(options) }),
    );
    expect(await tally(calls)).toEqual({ ok: 1, INVALID_CREDENTIALS: 19 });
  });

  it("names the account in the audit, even when refused", async () => {
    const { account, passkey } = await signUpWithPasskey(api);
    for (const [deviation, outcome] of [
      [{}, "ok"],
      [{ isVerified: false }, "INVALID_CREDENTIALS"],
    ] as const) {
      const requestId = crypto.randomUUID();
      const caller = api.callerWith({ requestId, address: "192.0.2.8" });
      const options = await anonymous.passkey.loginOptions();
      const response = passkey.assert(options, deviation);
      await caller.passkey.login({ challenge: options.challenge, response }).catch(() => undefined);
      expect(await entryOf(api.database.reader, requestId)).toMatchObject({
        outcome,
        accountId: account.id,
        subjectIds: [account.id],
      });
    }
  });
});

describe("the signature counter", () => {
  it("must increase: otherwise the owner is notified, and the sign-in refused", async () => {
    const owner = await signUpWithPasskey(api, { counter: 5 });
    await logIn(owner, { counter: 9 });
    for (const counter of [9, 8, 0]) {
      expect((await failureOf(logIn(owner, { counter }))).code).toBe("INVALID_CREDENTIALS");
    }
    const mails = await copyMails(owner.email);
    expect(mails).toHaveLength(3);
    expect(mails[0]?.data).toEqual({ name: owner.account.name, passkeyName: "phone" });
    await logIn(owner, { counter: 10 });
    expect(await copyMails(owner.email)).toHaveLength(3);
  });

  it("sends no alarm without a valid signature", async () => {
    const owner = await signUpWithPasskey(api, { counter: 5 });
    const options = await anonymous.passkey.loginOptions();
    const forged = createSoftwarePasskey(
      { ...options, rp: { id: options.rpId }, user: { id: userHandleOf(owner.account.id) } },
      { origin, id: Buffer.from(owner.passkey.id, "base64url") },
    );
    const response = forged.assert(options, { counter: 1 });
    const call = elsewhere().passkey.login({ challenge: options.challenge, response });
    expect((await failureOf(call)).code).toBe("INVALID_CREDENTIALS");
    expect(await copyMails(owner.email)).toEqual([]);
  });

  it("may always be 0, for authenticators without a counter", async () => {
    const owner = await signUpWithPasskey(api, { counter: 0 });
    for (let times = 0; times < 3; times++) await logIn(owner);
    expect(await copyMails(owner.email)).toEqual([]);
  });

  it("accepts one of two concurrent answers with the same count", async () => {
    const owner = await signUpWithPasskey(api, { counter: 5 });
    const calls = Array.from({ length: 20 }, () => logIn(owner, { counter: 6 }));
    expect(await tally(calls)).toEqual({ ok: 1, INVALID_CREDENTIALS: 19 });
  });
});

describe("failures", () => {
  it("delay the address, but not the account", async () => {
    const owner = await signUpWithPasskey(api);
    const [attacker, home] = ["192.0.2.66", "192.0.2.7"].map((address) => api.callerWith({ address }));
    const tryOnce = async (caller = attacker, deviation: Deviation = {}) => {
      const options = await anonymous.passkey.loginOptions();
      const response = owner.passkey.assert(options, deviation);
      return caller?.passkey.login({ challenge: options.challenge, response });
    };
    for (let failed = 0; failed < 30; failed++)
      await tryOnce(attacker, { isVerified: false }).catch(() => undefined);
    expect((await failureOf(tryOnce())).code).toBe("RATE_LIMITED");
    expect(await mailsTo(api, owner.email)).not.toContainEqual(
      expect.objectContaining({ template: "unlock" }),
    );
    expect(await tryOnce(home)).toMatchObject({ user: { id: owner.account.id } });
  });
});
