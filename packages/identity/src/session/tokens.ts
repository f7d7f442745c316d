import { createHash, createHmac, hkdfSync, randomBytes, type webcrypto } from "node:crypto";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import { currentTime, maxClockSeconds } from "@caretype/core/kernel/field/time";
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import { v4 as uuidv4 } from "uuid";
import { z } from "zod";

/** Claims of a verified access token. */
export type AccessClaims = { accountId: AccountId; sessionId: SessionId; tokenId: string; expiresAt: number };

export type Tokens = Awaited<ReturnType<typeof createTokens>>;

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
/** Tolerance after a token's expiry. If a server's clock is further ahead, clients renew the token. */
const clockToleranceSeconds = 5;
/** Maximum time in the future at which a token may be issued, for differing server clocks. */
const maxAheadSeconds = 2 * maxClockSeconds;

const header = { alg: algorithm, typ: tokenType };
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

/**
 * Three base64url parts. The first is our only header, so that no other algorithm, key or extension can be requested.
 * The last is 32 bytes in canonical form: jose would also accept `=`, a line break or other padding bits after them.
 */
const accessTokenShape = new RegExp(`^${encode(header)}\\.[\\w-]{1,1000}\\.[\\w-]{42}[AEIMQUYcgkosw048]$`);
const refreshTokenShape = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

const Claims = z.object({ sub: AccountId, sid: SessionId, jti: z.guid(), exp: z.int(), iat: z.int() });

export async function createTokens(settings: TokenSettings) {
  const { secretKey, refreshGraceSeconds = 10 } = settings;
  if (Buffer.byteLength(secretKey) < 32) throw new TypeError("secretKey must have at least 32 bytes.");
  const accessSeconds = Math.round(settings.accessTokenMinutes * 60);
  const accessKey = await importHmacKey(deriveKey(secretKey, "access token v1"));
  const refreshKey = deriveKey(secretKey, "refresh token successor v1");
  return {
    /** Identifies servers with the same `SECRET_KEY`, without revealing the key: eight hex digits. */
    keyName: deriveKey(secretKey, "name of the key v1").toString("hex", 0, 4),
    issueAccess({ accountId, sessionId }: { accountId: AccountId; sessionId: SessionId }): Promise<string> {
      const second = Math.floor(currentTime() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader(header)
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(accountId)
        .setJti(uuidv4())
        .setIssuedAt(second)
        .setExpirationTime(second + accessSeconds)
        .sign(accessKey);
    },
    /** Verifies the token, not its session. Rejects with `UNAUTHENTICATED`. `expiresAt` is in milliseconds. */
    verifyAccess: (token: string): Promise<AccessClaims> => verifyAccess(token, accessKey, accessSeconds),
    /** A new, opaque refresh token. */
    newRefresh: (): string => randomBytes(32).toString("base64url"),
    /** Whether a text has the shape of a refresh token. */
    isRefreshToken: (text: string): boolean => refreshTokenShape.test(text),
    /** The hash of a refresh token, as stored in the database. */
    refreshHash: (token: string): Buffer => createHash("sha256").update(token).digest(),
    /** The next token. The same for every reuse, and computable only with the token and the key. */
    refreshSuccessor: (token: string): string =>
      createHmac("sha256", refreshKey).update(token).digest("base64url"),
    refreshLifetimeSeconds: Math.round(settings.refreshTokenDays * 86_400),
    /** Seconds after its use in which a refresh token still returns its successor. */
    refreshGraceSeconds,
  };
}

async function verifyAccess(
  token: string,
  key: webcrypto.CryptoKey,
  maxAgeSeconds: number,
): Promise<AccessClaims> {
  if (!accessTokenShape.test(token)) throw new DomainError("UNAUTHENTICATED");
  const payload = await jwtVerify(token, key, {
    algorithms: [algorithm],
    issuer,
    audience,
    typ: tokenType,
    requiredClaims: ["sub", "sid", "jti", "exp", "iat"],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(currentTime()),
  }).then(
    (verified) => verified.payload,
    // Omits jose's error as the cause, because it quotes the claims.
    () => undefined,
  );
  const claims = Claims.safeParse(payload);
  // Another encoding, for example with a duplicate name, could be read differently elsewhere.
  if (!claims.success || token.split(".")[1] !== encode(payload)) throw new DomainError("UNAUTHENTICATED");
  const { sub, sid, jti, exp, iat } = claims.data;
  const age = currentTime() / 1_000 - iat;
  if (age < -maxAheadSeconds || age > maxAgeSeconds + clockToleranceSeconds)
    throw new DomainError("UNAUTHENTICATED");
  return { accountId: sub, sessionId: sid, tokenId: jti, expiresAt: exp * 1000 };
}

/** A separate key per purpose, so that signatures cannot be used for another one. */
const deriveKey = (secretKey: string, use: string) =>
  Buffer.from(hkdfSync("sha256", secretKey, "caretype", use, 32));

const importHmacKey = (key: Buffer<ArrayBuffer>) =>
  crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
