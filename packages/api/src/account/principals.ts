import type { DatabaseHandle } from "@caretype/db";
import { LRUCache } from "lru-cache";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { findScope, type SessionSubject, sessionChannel, subjectOf } from "./session-queries.ts";
import type { AccessClaims, Tokens } from "./tokens.ts";

export type Principals = {
  /**
   * Who calls, by the bearer token. Rejects with `UNAUTHENTICATED`, or with DatabaseUnavailable when the
   * session cannot be looked up: an outage is never taken for a bad token, nor for a good one.
   */
  authenticate(accessToken: string): Promise<Scope>;
  /** Drops what is known of a session, or of all of an account's; to be called after the commit. */
  forget(subject: SessionSubject): void;
};

type PrincipalSettings = {
  database: DatabaseHandle;
  tokens: Tokens;
  /** How old a session's state may be, which bounds what a missed notification can do. Default 5,000. */
  recheckMilliseconds?: number | undefined;
};

type KnownSession = {
  accountId: string;
  scope: Scope | null;
  checkedAt: number;
  lookup: Promise<Scope> | null;
};

const mostTokens = 10_000;
const mostSessions = 10_000;

/**
 * Two caches. A verified token never changes and is good until it expires. The state of its session does
 * change: it is read anew when it is old, and dropped when the session ends, here or in another process.
 */
export function createPrincipals(settings: PrincipalSettings): Principals {
  const { database, tokens, recheckMilliseconds = 5_000 } = settings;
  // By the whole token, which is stricter than by `jti`: anybody who has seen a jti can put it into a
  // forged token, but a text that is equal to the last byte carries the signature that was verified.
  const verified = new LRUCache<string, AccessClaims>({ max: mostTokens });
  const sessions = new LRUCache<string, KnownSession>({ max: mostSessions });

  async function claimsOf(token: string): Promise<AccessClaims> {
    let claims = verified.get(token);
    if (!claims) {
      claims = await tokens.verifyAccess(token);
      verified.set(token, claims);
    }
    if (claims.expiresAt > Date.now()) return claims;
    verified.delete(token);
    throw new DomainError("UNAUTHENTICATED");
  }

  function sessionOf({ sessionId, accountId }: AccessClaims): KnownSession {
    const known = sessions.get(sessionId);
    if (known) return known;
    const session: KnownSession = { accountId, scope: null, checkedAt: 0, lookup: null };
    sessions.set(sessionId, session);
    return session;
  }

  /**
   * Writes to the object that it was given and never puts it into the cache: once `forget` has dropped
   * that, an answer from before the change reaches only the calls that were waiting for it.
   */
  async function lookUp(session: KnownSession, { accountId, sessionId }: AccessClaims): Promise<Scope> {
    const checkedAt = performance.now();
    const scope = await findScope(database.reader, { accountId, sessionId });
    if (!scope) {
      if (sessions.peek(sessionId) === session) sessions.delete(sessionId);
      throw new DomainError("UNAUTHENTICATED");
    }
    Object.assign(session, { scope, checkedAt });
    return scope;
  }

  function forget(subject: SessionSubject) {
    if ("session" in subject) sessions.delete(subject.session);
    else {
      for (const [sessionId, { accountId }] of [...sessions.entries()]) {
        if (accountId === subject.account) sessions.delete(sessionId);
      }
    }
  }

  const forgetAll = () => sessions.clear();
  const onNotification = (payload: string) => {
    const subject = subjectOf(payload);
    if (subject) forget(subject);
    else forgetAll();
  };
  // Not awaited, as a start need not wait for it: until it listens, a session's state is bounded by its age.
  database.listen(sessionChannel, onNotification, forgetAll).then(forgetAll, () => undefined);

  return {
    async authenticate(accessToken) {
      const claims = await claimsOf(accessToken);
      const session = sessionOf(claims);
      if (session.accountId !== claims.accountId) throw new DomainError("UNAUTHENTICATED");
      if (session.scope && performance.now() - session.checkedAt < recheckMilliseconds) return session.scope;
      session.lookup ??= lookUp(session, claims).finally(() => {
        session.lookup = null;
      });
      return session.lookup;
    },
    forget,
  };
}
