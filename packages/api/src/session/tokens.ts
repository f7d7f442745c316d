import { createHash, createHmac, hkdfSync, randomBytes, type webcrypto } from "node:crypto";
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import { v4 as uuidv4 } from "uuid";
import { z } from "zod";
import { DomainError } from "../error/domain-error.ts";
import { AccountId, SessionId } from "../field/ids.ts";

/** What an access token says, once verified. */
export type AccessClaims = { accountId: AccountId; sessionId: SessionId; tokenId: string; expiresAt: number };

export type Tokens = {
  /** Tells servers with the same `SECRET_KEY` from all others, and says nothing of the key: eight hex digits. */
  keyName: string;
  issueAccess(subject: { accountId: AccountId; sessionId: SessionId }): Promise<string>;
  /** Checks the token alone, not its session. Rejects with `UNAUTHENTICATED`. `expiresAt` is in milliseconds. */
  verifyAccess(token: string): Promise<AccessClaims>;
  /** A new refresh token; opaque. */
  newRefresh(): string;
  /** Whether a text can be a refresh token at all. */
  isRefreshToken(text: string): boolean;
  /** What the database keeps of a refresh token. */
  refreshHash(token: string): Buffer;
  /** The token that follows: the same for every re-use, and found by nobody who lacks the token or the key. */
  refreshSuccessor(token: string): string;
  refreshLifetimeSeconds: number;
  /** How long after its use a refresh token still answers with its successor. */
  refreshGraceSeconds: number;
};

type TokenSettings = {
  secretKey: string;
  accessTokenMinutes: number;
  refreshTokenDays: number;
  refreshGraceSeconds?: number | undefined;
};

const algorithm = "HS256";
const issuer = "caretype";
const audience = "caretype-api";
const tokenType = "at+jwt";
/** Between the clocks of instances that share the key. */
const clockToleranceSeconds = 5;

const header = { alg: algorithm, typ: tokenType };
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

/**
 * Three base64url parts. The first is the one header that is ever written: no other algorithm, key or extension is to
 * be asked for in it. The last is of exactly 32 bytes in its one canonical spelling: jose would also take the same
 * signature with `=`, a line break or other padding bits after it.
 */
const accessTokenShape = new RegExp(`^${encode(header)}\\.[\\w-]{1,1000}\\.[\\w-]{42}[AEIMQUYcgkosw048]$`);
const refreshTokenShape = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

const Claims = z.object({ sub: AccountId, sid: SessionId, jti: z.guid(), exp: z.int(), iat: z.int() });

export async function createTokens(settings: TokenSettings): Promise<Tokens> {
  const { secretKey, refreshGraceSeconds = 10 } = settings;
  if (Buffer.byteLength(secretKey) < 32) throw new TypeError("secretKey has to have 32 bytes at least.");
  const accessSeconds = Math.round(settings.accessTokenMinutes * 60);
  const accessKey = await importHmacKey(deriveKey(secretKey, "access token v1"));
  const refreshKey = deriveKey(secretKey, "refresh token successor v1");
  return {
    keyName: deriveKey(secretKey, "name of the key v1").toString("hex", 0, 4),
    issueAccess: ({ accountId, sessionId }) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader(header)
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(accountId)
        .setJti(uuidv4())
        .setIssuedAt()
        .setExpirationTime(`${accessSeconds}s`)
        .sign(accessKey),
    verifyAccess: (token) => verifyAccess(token, accessKey, accessSeconds),
    newRefresh: () => randomBytes(32).toString("base64url"),
    isRefreshToken: (text) => refreshTokenShape.test(text),
    refreshHash: (token) => createHash("sha256").update(token).digest(),
    refreshSuccessor: (token) => createHmac("sha256", refreshKey).update(token).digest("base64url"),
    refreshLifetimeSeconds: Math.round(settings.refreshTokenDays * 86_400),
    refreshGraceSeconds,
  };
}

async function verifyAccess(
  token: string,
  key: webcrypto.CryptoKey,
  longestAgeSeconds: number,
): Promise<AccessClaims> {
  if (!accessTokenShape.test(token)) throw new DomainError("UNAUTHENTICATED");
  const payload = await jwtVerify(token, key, {
    algorithms: [algorithm],
    issuer,
    audience,
    typ: tokenType,
    requiredClaims: ["sub", "sid", "jti", "exp", "iat"],
    maxTokenAge: longestAgeSeconds,
    clockTolerance: clockToleranceSeconds,
  }).then(
    (verified) => verified.payload,
    // jose's error quotes the claims, so it is not kept as the cause.
    () => undefined,
  );
  const claims = Claims.safeParse(payload);
  // Written otherwise, with a name twice, other readers would see other claims in it.
  if (!claims.success || token.split(".")[1] !== encode(payload)) throw new DomainError("UNAUTHENTICATED");
  const { sub, sid, jti, exp } = claims.data;
  return { accountId: sub, sessionId: sid, tokenId: jti, expiresAt: exp * 1000 };
}

/** One key for each use, so that what one signs says nothing in another's place. */
const deriveKey = (secretKey: string, use: string) =>
  Buffer.from(hkdfSync("sha256", secretKey, "caretype", use, 32));

const importHmacKey = (key: Buffer<ArrayBuffer>) =>
  crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
