import { execFileSync } from "node:child_process";
import { createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { addPasskey, makeStale, origin } from "@caretype/test-api/passkeys";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { type Cbor, createSoftwarePasskey, type Deviation } from "../../../test/software-authenticator.ts";

const cors = "https://desk.app.example.org";
const api = await createTestApi({ corsOrigins: [cors] });

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

/** The error of a registration with a deviation. */
async function refusalOf(caller: Caller, deviation: Deviation) {
  const options = await caller.passkey.registrationOptions();
  const { registration: response } = createSoftwarePasskey(options, { origin, ...deviation });
  const { challenge } = options;
  const { code, details } = await failureOf(caller.passkey.register({ challenge, response, name: "x" }));
  return [code, Object.keys(details.errors ?? {})];
}

/** A certificate like those of security key vendors. */
function makeCertificate() {
  const subject = "/C=DE/O=Example/OU=Authenticator Attestation/CN=Test";
  const output = execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "1",
      "-subj",
      subject,
      "-addext",
      "basicConstraints=critical,CA:FALSE",
      "-keyout",
      "-",
      "-out",
      "-",
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  return { certificate: new X509Certificate(output).raw, key: createPrivateKey(output) };
}

const unverified = ["INVALID_INPUT", ["response"]];

describe("registering", () => {
  it("requests a passkey of this host with user verification, and excludes existing ones", async () => {
    const { caller, account } = await api.signUp();
    const { id } = await addPasskey(caller);
    expect(await caller.passkey.registrationOptions()).toMatchObject({
      rp: { id: "app.example.org", name: "Caretype" },
      user: { name: account.email, displayName: account.name },
      attestation: "none",
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      excludeCredentials: [{ id, type: "public-key", transports: ["internal"] }],
    });
  });

  it("adds it, and sends a notice", async () => {
    const { caller, email } = await api.signUp();
    const { id, registered } = await addPasskey(caller, { name: "  My phone " });
    expect(registered).toMatchObject({ id, name: "My phone", isBackedUp: false, lastUsedAt: null });
    const { recoveryCodes: _shownOnce, ...kept } = registered;
    expect((await caller.passkey.list()).items).toEqual([kept]);
    const [mail] = await mailsTo(api, email);
    expect(mail).toMatchObject({
      template: "secondFactorChanged",
      data: { change: "added", method: "passkey" },
    });
  });

  it("ends other sessions and returns recovery codes only for the first second factor", async () => {
    const { caller, email, password } = await api.signUp();
    const logIn = async (recoveryCode?: string) => {
      const { access } = await api.anonymous.account.login({ email, password, recoveryCode });
      return api.callerWith({ accessToken: access });
    };
    const before = await logIn();
    await before.account.me();
    const { recoveryCodes } = (await addPasskey(caller)).registered;
    expect(new Set(recoveryCodes).size).toBe(10);
    await caller.passkey.registrationOptions();
    expect((await failureOf(before.account.me())).code).toBe("UNAUTHENTICATED");
    const other = await logIn(recoveryCodes?.[0]);
    await other.account.me();
    expect((await addPasskey(caller)).registered.recoveryCodes).toBeNull();
    await other.account.me();
    expect(await caller.secondFactor.status()).toMatchObject({ passkeys: 2, recoveryCodesLeft: 9 });
  });

  it("keeps the recovery codes of an authenticator app", async () => {
    const { caller } = await api.signUp();
    const { recoveryCodes } = await addApp(caller, createClock(Date.now()));
    expect((await addPasskey(caller)).registered.recoveryCodes).toBeNull();
    expect(await caller.secondFactor.status()).toMatchObject({ recoveryCodesLeft: recoveryCodes.length });
  });

  it("returns recovery codes once for concurrent registrations", async () => {
    const { caller } = await api.signUp();
    const created = await Promise.all(Array.from({ length: 5 }, () => addPasskey(caller)));
    expect(created.filter(({ registered }) => registered.recoveryCodes !== null)).toHaveLength(1);
    expect(await caller.secondFactor.status()).toMatchObject({ passkeys: 5, recoveryCodesLeft: 10 });
  });

  it("is not replayed under an Idempotency-Key, as secrets are not stored", async () => {
    const { caller, access } = await api.signUp();
    const options = await caller.passkey.registrationOptions();
    const { registration: response } = createSoftwarePasskey(options, { origin });
    const register = () =>
      api
        .callerWith({ accessToken: access, idempotency: { keys: ["one-key"], replayed: new Set() } })
        .passkey.register({ challenge: options.challenge, response, name: "x" });
    expect((await register()).recoveryCodes).toHaveLength(10);
    expect((await failureOf(register())).code).toBe("INVALID_LINK");
  });

  it("also accepts pages of CORS_ORIGINS", async () => {
    const { caller } = await api.signUp();
    await addPasskey(caller, { origin: cors });
    expect((await caller.passkey.list()).items).toHaveLength(1);
  });

  it.each<[string, Deviation]>([
    ["another page", { origin: "https://app.example.org.evil.example" }],
    ["another host", { rpId: "example.org" }],
    ["another challenge", { challenge: randomBytes(32).toString("base64url") }],
    ["a sign-in", { type: "webauthn.get" }],
    ["a frame in another site", { crossOrigin: true }],
    ["a device that has not verified its user", { isVerified: false }],
    ["a device without user presence", { isPresent: false }],
  ])("refuses one of %s", async (_of, deviation) => {
    const { caller } = await api.signUp();
    expect(await refusalOf(caller, deviation)).toEqual(unverified);
    expect((await caller.passkey.list()).items).toEqual([]);
  });

  it("requests no attestation, accepts self-attestation, and refuses certificates", async () => {
    const { caller } = await api.signUp();
    const self: Deviation = {
      attestation: (signed, key) => ({
        format: "packed",
        statement: new Map<string, Cbor>([
          ["alg", -7],
          ["sig", sign("sha256", signed, key)],
        ]),
      }),
    };
    await addPasskey(caller, self);
    const { certificate, key } = makeCertificate();
    const certified: Deviation = {
      attestation: (signed) => ({
        format: "packed",
        statement: new Map<string, Cbor>([
          ["alg", -7],
          ["sig", sign("sha256", signed, key)],
          ["x5c", [certificate]],
        ]),
      }),
    };
    expect(await refusalOf(caller, certified)).toEqual(unverified);
  });

  it("refuses an id that differs from the signed one", async () => {
    const { caller } = await api.signUp();
    const options = await caller.passkey.registrationOptions();
    const { registration } = createSoftwarePasskey(options, { origin });
    const id = randomBytes(32).toString("base64url");
    const input = { challenge: options.challenge, response: { ...registration, id, rawId: id }, name: "x" };
    expect((await failureOf(caller.passkey.register(input))).details.errors).toHaveProperty("response");
  });

  it("accepts a challenge once, for its account and purpose", async () => {
    const { caller } = await api.signUp();
    const { caller: stranger } = await api.signUp();
    const options = await caller.passkey.registrationOptions();
    const { challenge } = options;
    const { registration: response } = createSoftwarePasskey(options, { origin });
    const input = { challenge, response, name: "x" };
    expect((await failureOf(stranger.passkey.register(input))).code).toBe("INVALID_LINK");
    await caller.passkey.register(input);
    expect((await failureOf(caller.passkey.register(input))).code).toBe("INVALID_LINK");
    const forLogIn = await api.anonymous.passkey.loginOptions();
    const created = createSoftwarePasskey({ ...options, challenge: forLogIn.challenge }, { origin });
    const misused = { challenge: forLogIn.challenge, response: created.registration, name: "x" };
    expect((await failureOf(caller.passkey.register(misused))).code).toBe("INVALID_LINK");
    expect((await failureOf(caller.passkey.register({ ...input, challenge: "x" }))).code).toBe(
      "INVALID_LINK",
    );
  });

  it("adds one of twenty concurrent answers to one challenge", async () => {
    const { caller } = await api.signUp();
    const options = await caller.passkey.registrationOptions();
    const { challenge } = options;
    const calls = Array.from({ length: 20 }, () => {
      const { registration: response } = createSoftwarePasskey(options, { origin });
      return caller.passkey.register({ challenge, response, name: "x" });
    });
    expect(await tally(calls)).toEqual({ ok: 1, INVALID_LINK: 19 });
    expect((await caller.passkey.list()).items).toHaveLength(1);
  });

  it("accepts the same passkey for one account only, once", async () => {
    const [{ caller }, { caller: stranger }] = await Promise.all([api.signUp(), api.signUp()]);
    const id = randomBytes(16);
    await addPasskey(caller, { id });
    expect((await failureOf(addPasskey(caller, { id }))).code).toBe("PASSKEY_ALREADY_REGISTERED");
    expect((await failureOf(addPasskey(stranger, { id }))).code).toBe("PASSKEY_ALREADY_REGISTERED");
    expect((await caller.passkey.list()).items).toHaveLength(1);
  });

  it("stops at twenty, even for concurrent calls", async () => {
    const { caller } = await api.signUp();
    for (let created = 0; created < 15; created++) await addPasskey(caller);
    const begun = await Promise.all(Array.from({ length: 10 }, () => caller.passkey.registrationOptions()));
    const calls = begun.map((options) => {
      const { registration: response } = createSoftwarePasskey(options, { origin });
      return caller.passkey.register({ challenge: options.challenge, response, name: "x" });
    });
    expect(await tally(calls)).toEqual({ ok: 5, TOO_MANY_PASSKEYS: 5 });
    expect((await caller.passkey.list()).items).toHaveLength(20);
    expect((await failureOf(caller.passkey.registrationOptions())).code).toBe("TOO_MANY_PASSKEYS");
  });

  it("refuses invalid and oversized fields", async () => {
    const { caller } = await api.signUp();
    const options = await caller.passkey.registrationOptions();
    const { challenge } = options;
    const { registration } = createSoftwarePasskey(options, { origin });
    const long = { ...registration.response, attestationObject: "A".repeat(16_385) };
    const fieldsOf = async (response: object, name = "x") => {
      const input = { challenge, response: { ...registration, ...response }, name };
      return Object.keys((await failureOf(caller.passkey.register(input))).details.errors ?? {});
    };
    expect(await fieldsOf({ response: long })).toEqual(["response.response.attestationObject"]);
    expect(await fieldsOf({ id: "not base64url" })).toEqual(["response.id"]);
    expect(await fieldsOf({}, "x".repeat(101))).toEqual(["name"]);
    expect(await fieldsOf({}, " ")).toEqual(["name"]);
  });
});

describe("an account's passkeys", () => {
  it("cannot be renamed or removed by another account", async () => {
    const [{ caller, email }, { caller: stranger }] = await Promise.all([api.signUp(), api.signUp()]);
    const { id } = await addPasskey(caller);
    await addPasskey(stranger);
    for (const unknown of [id, "AAAA"]) {
      expect((await failureOf(stranger.passkey.rename({ id: unknown, name: "mine" }))).code).toBe(
        "PASSKEY_NOT_FOUND",
      );
      expect((await failureOf(stranger.passkey.remove({ id: unknown }))).code).toBe("PASSKEY_NOT_FOUND");
    }
    expect(await caller.passkey.rename({ id, name: "tablet" })).toMatchObject({ id, name: "tablet" });
    expect((await caller.passkey.list()).items).toMatchObject([{ id, name: "tablet" }]);
    await caller.passkey.remove({ id });
    expect((await caller.passkey.list()).items).toEqual([]);
    const [mail] = await mailsTo(api, email);
    expect(mail).toMatchObject({ data: { change: "removed", method: "passkey" } });
    expect((await failureOf(caller.passkey.remove({ id }))).code).toBe("PASSKEY_NOT_FOUND");
  });

  it("require recent authentication for removal", async () => {
    const { caller, account } = await api.signUp();
    const { id } = await addPasskey(caller);
    await makeStale(api, account.id);
    expect((await failureOf(caller.passkey.remove({ id }))).code).toBe("REAUTHENTICATION_REQUIRED");
    expect((await caller.passkey.list()).items).toHaveLength(1);
  });
});
