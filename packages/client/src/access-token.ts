import type { AccountId, AnyId, SessionId } from "@caretype/api";

/** Unverified claims of an access token. They only decide when to renew it, and which account it belongs to. */
type Claims = {
  accountId: AccountId | null;
  sessionId: SessionId;
  lifetimeMs: number;
  expiresAt: number;
};

/** Whether a claim is an id. The server writes the token, so any text is accepted. */
const isClaim = <Id extends AnyId>(claim: unknown): claim is Id => typeof claim === "string";

export function readClaims(access: string): Claims | null {
  try {
    const payload = access.split(".")[1] ?? "";
    const { sub, sid, iat, exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    if (!isClaim<SessionId>(sid) || typeof iat !== "number" || typeof exp !== "number") return null;
    const accountId = isClaim<AccountId>(sub) ? sub : null;
    return { accountId, sessionId: sid, lifetimeMs: (exp - iat) * 1000, expiresAt: exp * 1000 };
  } catch {
    return null;
  }
}

/** Whether a call with one token may be retried with the other: never as another account. */
export function isSameSession(access: string, other: string): boolean {
  const claims = readClaims(access);
  return claims !== null && claims.sessionId === readClaims(other)?.sessionId;
}

export const accountIn = (access: string): AccountId | null => readClaims(access)?.accountId ?? null;

const maxMarginMs = 30_000;

export type Expiry = {
  /** Records that this token arrived now, and is valid for its whole lifetime from now. */
  received(access: string): void;
  /** Whether less than 30 s are left, or a tenth of a short lifetime. */
  isNear(access: string): boolean;
  isOver(access: string): boolean;
};

/**
 * Tracks when tokens expire, independent of a wrong clock. A token that this client received is timed from its
 * arrival. For any other token, the server's 401 decides.
 */
export function createExpiry(): Expiry {
  let newest: { access: string; at: number } | null = null;
  const timeOf = (access: string) => {
    const claims = readClaims(access);
    if (!claims) return { remainingMs: Number.POSITIVE_INFINITY, marginMs: 0 };
    const expiresAt = newest?.access === access ? newest.at + claims.lifetimeMs : claims.expiresAt;
    return {
      remainingMs: expiresAt - Date.now(),
      marginMs: Math.min(maxMarginMs, claims.lifetimeMs / 10),
    };
  };
  return {
    received(access) {
      newest = { access, at: Date.now() };
    },
    isNear(access) {
      const { remainingMs, marginMs } = timeOf(access);
      return remainingMs <= marginMs;
    },
    isOver: (access) => timeOf(access).remainingMs <= 0,
  };
}
