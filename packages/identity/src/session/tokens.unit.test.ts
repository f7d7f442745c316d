import { createHash, createHmac, hkdfSync } from "node:crypto";
import { type AccountId, asId, type SessionId } from "@caretype/core/kernel/field/ids";
import { maxClockSeconds } from "@caretype/core/kernel/field/time";
import { failureOf } from "@caretype/test-api/failure";
import { v4 as uuidv4 } from "uuid";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTokens } from "./tokens.ts";

const settings = {
  secretKey: "a secret key of the tests, long enough",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
};
const tokens = await createTokens(settings);
const subject = { accountId: asId<AccountId>(uuidv4()), sessionId: asId<SessionId>(uuidv4()) };
const seconds = () => Math.floor(Date.now() / 1000);

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const rightKey = Buffer.from(hkdfSync("sha256", settings.secretKey, "caretype", "access token v1", 32));
const rightHeader = { alg: "HS256", typ: "at+jwt" };
const rightClaims = () => ({
  iss: "caretype",
  aud: "caretype-api",
  sub: subject.accountId,
  sid: subject.sessionId,
  jti: uuidv4(),
  iat: seconds(),
  exp: seconds() + 600,
});

type Forgery = { header?: object; claims?: object; key?: string | Buffer; hash?: string; payload?: string };

/** Signs anything with any key. By default creates a valid token. */
function forge({ header = {}, claims = {}, key = rightKey, hash = "sha256", payload }: Forgery = {}) {
  const body = payload ? Buffer.from(payload).toString("base64url") : encode({ ...rightClaims(), ...claims });
  const signed = `${encode({ ...rightHeader, ...header })}.${body}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest("base64url")}`;
}

afterEach(() => vi.useRealTimers());

describe("access tokens", () => {
  it("contain their session and expiry", async () => {
    const before = seconds();
    const token = await tokens.issueAccess(subject);
    const after = seconds();
    const claims = await tokens.verifyAccess(token);
    expect(claims).toEqual({ ...subject, tokenId: expect.any(String), expiresAt: expect.any(Number) });
    const issuedAt = claims.expiresAt / 1000 - 3_600;
    expect(issuedAt).toBeGreaterThanOrEqual(before);
    expect(issuedAt).toBeLessThanOrEqual(after);
    expect(await tokens.verifyAccess(forge())).toMatchObject(subject);
  });

  const now = seconds();
  const unsigned = `${encode({ ...rightHeader, alg: "none" })}.${encode(rightClaims())}.`;
  it.each<[string, string]>([
    ["alg none", unsigned],
    ["alg none with a signature", `${unsigned}${"A".repeat(43)}`],
    ["HS512", forge({ header: { alg: "HS512" }, hash: "sha512" })],
    ["HS512 cut to the length of HS256", forge({ header: { alg: "HS512" }, hash: "sha512" }).slice(0, -43)],
    ["HS384 named, HS256 made", forge({ header: { alg: "HS384" } })],
    ["another key", forge({ key: "another" })],
    ["the secret itself for a key", forge({ key: settings.secretKey })],
    ["an empty key and a kid", forge({ key: "", header: { kid: "../../dev/null" } })],
    ["an embedded key", forge({ key: "mine", header: { jwk: { kty: "oct", k: encode("mine") } } })],
    ["a critical header", forge({ header: { crit: ["exp"], exp: now + 600 } })],
    ["an unencoded payload", forge({ header: { crit: ["b64"], b64: false } })],
    ["HS384", forge({ header: { alg: "HS384" }, hash: "sha384" })],
    ["RS256 with the key as public key", forge({ header: { alg: "RS256" } })],
    ["EdDSA", forge({ header: { alg: "EdDSA" } })],
    ["another spelling of the algorithm", forge({ header: { alg: "hs256" } })],
    ["a kid with a known file's path", forge({ header: { kid: "/proc/sys/kernel/ostype" } })],
    ["a kid with an SQL injection", forge({ header: { kid: "' union select 'key' --" } })],
    ["a key URL", forge({ header: { jku: "https://example.org/keys.json" } })],
    ["a certificate URL", forge({ header: { x5u: "https://example.org/key.pem" } })],
    ["our header in another spelling", forge({ header: { typ: "AT+JWT" } })],
    [
      "a duplicate name",
      forge({ payload: `{"sub":"${uuidv4()}",${JSON.stringify(rightClaims()).slice(1)}` }),
    ],
    ["white space", forge({ payload: JSON.stringify(rightClaims(), null, 1) })],
    ["no typ", forge({ header: { typ: undefined } })],
    ["typ JWT", forge({ header: { typ: "JWT" } })],
    ["no issuer", forge({ claims: { iss: undefined } })],
    ["another issuer", forge({ claims: { iss: "elsewhere" } })],
    ["no audience", forge({ claims: { aud: undefined } })],
    ["another audience", forge({ claims: { aud: "elsewhere" } })],
    ["no exp", forge({ claims: { exp: undefined } })],
    ["exp as a text", forge({ claims: { exp: "9999999999" } })],
    ["exp as a fraction", forge({ claims: { exp: now + 0.5 } })],
    ["expired", forge({ claims: { iat: now - 100, exp: now - 10 } })],
    ["no iat", forge({ claims: { iat: undefined } })],
    ["too old, whatever its exp", forge({ claims: { iat: now - 3_700, exp: now + 99_999 } })],
    ["from the future", forge({ claims: { iat: now + 240 } })],
    ["not valid yet", forge({ claims: { nbf: now + 60 } })],
    ["no sub", forge({ claims: { sub: undefined } })],
    ["no sid", forge({ claims: { sid: undefined } })],
    ["no jti", forge({ claims: { jti: undefined } })],
    ["sub that is no id", forge({ claims: { sub: "' or true --" } })],
    ["a text", "not.a.token"],
    ["nothing", ""],
    ["a list of other audiences", forge({ claims: { aud: ["elsewhere"] } })],
    ["a refresh token", tokens.newRefresh()],
    ["an API key", `ct_${"x".repeat(43)}`],
    ["a huge one", forge({ claims: { more: "x".repeat(100_000) } })],
  ])("are refused: %s", async (_what, token) => {
    expect((await failureOf(tokens.verifyAccess(token))).code).toBe("UNAUTHENTICATED");
  });

  it("have one encoding", async () => {
    const token = await tokens.issueAccess(subject);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const lastLetters = [...alphabet].map((letter) => token.slice(0, -1) + letter);
    const others = ["=", "==", "\n", " ", "\r\n", "\0", ".", "\u00a0"].map((end) => token + end);
    const parts = token.split(".");
    const variants = [
      ...others,
      ` ${token}`,
      `Bearer ${token}`,
      parts.join("=."),
      parts.join("\n."),
      `${token}.${token}`,
    ];
    for (const variant of [...lastLetters, ...variants]) {
      if (variant === token) continue;
      expect((await failureOf(tokens.verifyAccess(variant))).code).toBe("UNAUTHENTICATED");
    }
    await tokens.verifyAccess(token);
  });

  it("are taken from each server that is ready, and end within a few seconds", async () => {
    await tokens.verifyAccess(forge({ claims: { iat: seconds() + 2 * maxClockSeconds - 5 } }));
    const token = await tokens.issueAccess(subject);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_606_000 });
    expect((await failureOf(tokens.verifyAccess(token))).code).toBe("UNAUTHENTICATED");
  });

  it("are not quoted in errors", async () => {
    const error = await failureOf(tokens.verifyAccess(forge({ claims: { iss: "elsewhere" } })));
    expect([error.message, error.cause]).toEqual(["A valid access token or API key is required", undefined]);
  });
});

describe("refresh tokens", () => {
  it("are 32 random bytes, with a successor that depends on key and token", async () => {
    const token = tokens.newRefresh();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(tokens.newRefresh()).not.toBe(token);
    const next = tokens.refreshSuccessor(token);
    expect(tokens.refreshSuccessor(token)).toBe(next);
    expect(tokens.refreshSuccessor(next)).not.toBe(next);
    expect([token, next].every(tokens.isRefreshToken)).toBe(true);
    const elsewhere = await createTokens({ ...settings, secretKey: "another key of the tests, long enough" });
    expect(elsewhere.refreshSuccessor(token)).not.toBe(next);
    const known = [settings.secretKey, rightKey].map((key) => createHmac("sha256", key).update(token));
    expect(known.map((hmac) => hmac.digest("base64url"))).not.toContain(next);
  });

  it("are stored as SHA-256 and have one encoding", () => {
    const token = tokens.newRefresh();
    expect(tokens.refreshHash(token)).toEqual(createHash("sha256").update(token).digest());
    for (const text of [`${token}=`, `${token}\n`, token.slice(1), `${token.slice(0, -1)}B`, ""]) {
      expect(tokens.isRefreshToken(text)).toBe(false);
    }
  });
});

it("have a key name that is unique to the key and does not reveal it", async () => {
  const { keyName } = await createTokens(settings);
  expect(keyName).toMatch(/^[0-9a-f]{8}$/);
  expect(tokens.keyName).toBe(keyName);
  const elsewhere = await createTokens({ ...settings, secretKey: "another key of the tests, long enough" });
  expect(elsewhere.keyName).not.toBe(keyName);
});

it("requires a key of 32 bytes, and does not print it", async () => {
  const secretKey = "x".repeat(31);
  await expect(createTokens({ ...settings, secretKey })).rejects.toThrow(
    "secretKey must have at least 32 bytes.",
  );
  await createTokens({ ...settings, secretKey: "ü".repeat(16) });
});
