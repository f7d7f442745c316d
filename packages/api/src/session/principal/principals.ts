import type { DatabaseHandle } from "@caretype/db";
import { LRUCache } from "lru-cache";
import { hashOfApiKey, isApiKey, looksLikeApiKey } from "../../api-key/key-text.ts";
import { findService, noteServicesUse } from "../../api-key/service-queries.ts";
import { DomainError } from "../../error/domain-error.ts";
import type { AccountId, SessionId } from "../../field/ids.ts";
import type { Scope } from "../../procedure/scope.ts";
import type { SecondFactorPolicy } from "../../second-factor/schema.ts";
import { createLastUse } from "../last-use.ts";
import { noteSecondsOf, type SessionLimits, sessionLimitsOf } from "../limits.ts";
import { noteSessionsUse } from "../own-sessions.ts";
import { type SessionSubject, sessionChannel, subjectOf } from "../queries.ts";
import type { AccessClaims, Tokens } from "../tokens.ts";
import { knownScope, PrincipalCache } from "./cache.ts";
import { findPrincipal } from "./queries.ts";

export type Principals = {
  /**
   * Who calls, by the bearer token or API key, and in which of their practices: the one that is asked for, or the one
   * that they have been in longest. Rejects with `PRACTICE_NOT_FOUND`, `UNAUTHENTICATED`, or with DatabaseUnavailable
   * when the session cannot be looked up: an outage is never taken for a bad token, nor for a good one.
   * `idleSeconds`: how long ago the use was that the call stands for, as its page says.
   */
  authenticate(bearer: string, practice?: string | null, idleSeconds?: number): Promise<Scope>;
  /** Drops what is known of a session, or of all of an account's; to be called after the commit. */
  forget(subject: SessionSubject): void;
  /** How long sessions last. */
  limits: SessionLimits;
};

type PrincipalSettings = {
  database: DatabaseHandle;
  tokens: Tokens;
  limits?: SessionLimits | undefined;
  /** Of every account. Default: none needs one. */
  secondFactor?: SecondFactorPolicy | undefined;
  /**
   * How old a session's state may be, which bounds what a missed notification can do. Default 5,000; and 1,000 where
   * none is ever heard.
   */
  recheckMilliseconds?: number | undefined;
  /** Hears when it could not be written that sessions are in use. */
  onFailure?: ((error: unknown) => void) | undefined;
};

const mostTokens = 10_000;
const keyNoteMilliseconds = 60_000;

/** A verified token never changes and is good until it expires. What it speaks for does change: see `PrincipalCache`. */
function createTokenCache(tokens: Tokens) {
  // By the whole token, which is stricter than by `jti`: anybody who has seen a jti can put it into a
  // forged token, but a text that is equal to the last byte carries the signature that was verified.
  const verified = new LRUCache<string, AccessClaims>({ max: mostTokens });
  return {
    current(token: string): AccessClaims | null {
      const claims = verified.get(token);
      if (!claims) return null;
      if (claims.expiresAt > Date.now()) return claims;
      verified.delete(token);
      throw new DomainError("UNAUTHENTICATED");
    },
    async verify(token: string): Promise<AccessClaims> {
      const claims = await tokens.verifyAccess(token);
      verified.set(token, claims);
      return claims;
    },
  };
}

function createCaches({
  database,
  limits,
  recheckMilliseconds = database.hears ? 5_000 : 1_000,
  onFailure,
}: CachesSettings) {
  const noteSeconds = noteSecondsOf(limits);
  const sessionUse = createLastUse<SessionId>({
    onFailure,
    write: (uses) => noteSessionsUse(database, { uses, ...limits }),
  });
  const serviceUse = createLastUse<AccountId>({
    onFailure,
    write: (uses) =>
      noteServicesUse(
        database,
        uses.map(({ id }) => id),
      ),
  });
  return {
    sessions: new PrincipalCache({
      recheckMilliseconds,
      noteMilliseconds: noteSeconds * 1000,
      onUse: ({ sessionId }, at) => sessionUse.note(sessionId, at),
    }),
    keys: new PrincipalCache({
      recheckMilliseconds,
      noteMilliseconds: keyNoteMilliseconds,
      onUse: ({ accountId }) => serviceUse.note(accountId),
    }),
    stop: async () => void (await Promise.all([sessionUse.stop(), serviceUse.stop()])),
  };
}

type CachesSettings = Pick<PrincipalSettings, "database" | "recheckMilliseconds"> & {
  limits: SessionLimits;
  onFailure: (error: unknown) => void;
};

export function createPrincipals(settings: PrincipalSettings): Principals & { stop(): Promise<void> } {
  const { database, tokens, limits = sessionLimitsOf({}), onFailure = () => undefined } = settings;
  const rules = { limits, secondFactor: settings.secondFactor ?? { isRequired: false, graceDays: 0 } };
  const verified = createTokenCache(tokens);
  const { sessions, keys, stop } = createCaches({ ...settings, limits, onFailure });

  function forget(subject: SessionSubject) {
    if ("session" in subject) sessions.forget(subject.session);
    else for (const cache of [sessions, keys]) cache.forgetAccount(subject.account);
  }
  const forgetAll = () => [sessions, keys].forEach((cache) => void cache.forgetAll());
  const onNotification = (payload: string) => {
    const subject = subjectOf(payload);
    if (subject) forget(subject);
    else forgetAll();
  };
  // Not awaited, as a start need not wait for it: until it listens, a session's state is bounded by its age.
  database.listen(sessionChannel, onNotification, forgetAll).then(forgetAll, () => undefined);

  // Apart from `authenticate`, which so makes no closure for a call whose session is known.
  const findSession = ({ sessionId, accountId }: AccessClaims, idleMilliseconds: number) =>
    sessions.lookUp(
      sessionId,
      () => findPrincipal(database.reader, { sessionId, accountId }, rules),
      idleMilliseconds,
    );
  function findKey(key: string) {
    if (!isApiKey(key)) throw new DomainError("UNAUTHENTICATED");
    return keys.lookUp(key, () => findService(database.reader, hashOfApiKey(key)));
  }

  return {
    async authenticate(bearer, practice = null, idleSeconds = 0) {
      if (looksLikeApiKey(bearer))
        return knownScope(keys.recent(bearer) ?? (await findKey(bearer)), practice);
      const claims = verified.current(bearer) ?? (await verified.verify(bearer));
      const idle = idleSeconds * 1000;
      const known = sessions.recent(claims.sessionId, idle) ?? (await findSession(claims, idle));
      if (known.principal.accountId !== claims.accountId) throw new DomainError("UNAUTHENTICATED");
      return knownScope(known, practice);
    },
    forget,
    limits,
    stop,
  };
}
