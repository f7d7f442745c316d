import { createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { serviceSettings } from "../src/service-settings.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

const [owner, other] = [await backend.signUp(), await backend.signUp()];
const patient = await owner.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const read = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? "", "base64url").toString());
const keyOf = (secret: string, use = "access token v1") =>
  Buffer.from(hkdfSync("sha256", secret, "caretype", use, 32));

type Forgery = { header?: object; claims?: object; key?: string | Buffer; hash?: string };

/** Alters a valid session's token as requested, and signs it, by default with the right key. */
function forge(
  good: string,
  { header, claims, key = keyOf(serviceSettings.secretKey), hash = "sha256" }: Forgery,
) {
  const [before, payload] = good.split(".").map((part, index) => (index < 2 ? read(part) : part));
  const signed = [
    { ...Object(before), ...header },
    { ...Object(payload), ...claims },
  ]
    .map(encode)
    .join(".");
  return `${signed}.${createHmac(hash, key).update(signed).digest("base64url")}`;
}

const { accessToken: good } = owner;
const [head = "", body = "", signature = ""] = good.split(".");
const { access: ended, refresh } = await backend
  .client()
  .auth.login({ email: owner.email, password: owner.password });
await fetch(`${backend.url}/api/auth/logout`, {
  method: "POST",
  headers: { authorization: `Bearer ${ended}` },
});
const bodyOf = (token: string) => token.split(".")[1] ?? "";
const seconds = Math.floor(Date.now() / 1000);

const hostile: Record<string, string> = {
  "alg none": `${encode({ alg: "none", typ: "at+jwt" })}.${body}.`,
  "alg none, with the signature": `${encode({ alg: "none", typ: "at+jwt" })}.${body}.${signature}`,
  "no signature": `${head}.${body}.`,
  HS384: forge(good, { header: { alg: "HS384" }, hash: "sha384" }),
  HS512: forge(good, { header: { alg: "HS512" }, hash: "sha512" }),
  RS256: forge(good, { header: { alg: "RS256" } }),
  "another key": forge(good, { key: randomBytes(32) }),
  "an empty key": forge(good, { key: "" }),
  "the secret itself": forge(good, { key: serviceSettings.secretKey }),
  "the key of another use": forge(good, { key: keyOf(serviceSettings.secretKey, "one-time link v1") }),
  "another one's claims": `${head}.${bodyOf(other.accessToken)}.${signature}`,
  "a kid": forge(good, { header: { kid: "../../../dev/null" }, key: "" }),
  "a kid, rightly signed": forge(good, { header: { kid: "1" } }),
  "a key in the header": forge(good, { header: { jwk: { kty: "oct", k: "bWluZQ" } }, key: "mine" }),
  "a key elsewhere": forge(good, { header: { jku: `${backend.url}/keys.json` } }),
  "a critical extension": forge(good, { header: { crit: ["exp"], exp: seconds + 600 } }),
  "no exp": forge(good, { claims: { exp: undefined } }),
  expired: forge(good, { claims: { iat: seconds - 600, exp: seconds - 60 } }),
  "not valid yet": forge(good, { claims: { nbf: seconds + 60 } }),
  "another issuer": forge(good, { claims: { iss: "elsewhere" } }),
  "another audience": forge(good, { claims: { aud: "elsewhere" } }),
  "another type": forge(good, { header: { typ: "JWT" } }),
  "another's session": forge(good, { claims: { sub: other.accountId } }),
  "a session that is none": forge(good, { claims: { sid: randomUUID() } }),
  "an ended session": ended,
  "a padded one": `${good}=`,
  "one with more behind it": `${good}.${signature}`,
  "a refresh token": refresh,
  "an API key that is none": `ct_${randomBytes(32).toString("base64url")}`,
  "an API key with a token in it": `ct_${good}`,
  "an over-long one": `${head}.${"A".repeat(10_000)}.${signature}`,
};

const readRest = (authorization: string) =>
  fetch(`${backend.url}/api/patients/${patient.id}`, { headers: { authorization } });
const readTyped = (authorization: string) =>
  fetch(`${backend.url}/trpc/patient.byId`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ id: patient.id }),
  });

describe("a hostile token", () => {
  it("is derived from a token that is valid on both surfaces", async () => {
    for (const call of [readRest, readTyped]) expect((await call(`Bearer ${good}`)).status).toBe(200);
    expect(forge(good, {})).toBe(good);
  });

  it.each(Object.entries(hostile))("is refused: %s", async (_what, token) => {
    for (const call of [readRest, readTyped]) {
      const response = await call(`Bearer ${token}`);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
      const answer = await response.text();
      expect(answer).toContain('"UNAUTHENTICATED"');
      expect(answer).not.toContain("Ann Lee");
    }
  });

  it.each([
    ["a tab behind it", `Bearer ${good}\t.`],
    ["another scheme", `Basic ${good}`],
    ["two of them", `Bearer ${good}, Bearer ${good}`],
    ["none", "Bearer "],
  ])("is refused with %s", async (_what, header) => {
    for (const call of [readRest, readTyped]) expect((await call(header)).status).toBe(401);
  });
});

describe("as a refresh token", () => {
  it.each([
    ["an access token", good],
    ["one that is padded", `${refresh}=`],
    ["one with a line break", `${refresh}\n`],
    ["one of an ended session", refresh],
    ["an over-long one", "A".repeat(10_000)],
  ])("%s is refused", async (_what, token) => {
    const post = (path: string) =>
      fetch(`${backend.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ refresh: token }),
      });
    for (const path of ["/api/auth/refresh", "/trpc/account.refresh"]) {
      const response = await post(path);
      expect([response.status, await response.text()]).toEqual([
        401,
        expect.stringContaining('"INVALID_REFRESH_TOKEN"'),
      ]);
    }
  });
});
