import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, PracticeId, SessionId } from "@caretype/core/kernel/field/ids";
import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { Principals } from "@caretype/core/kernel/procedure/principals";
import type { SessionSubject } from "@caretype/core/kernel/procedure/scope";
import type { DatabaseHandle } from "@caretype/db";
import { LRUCache } from "lru-cache";
import { createLastUse } from "../last-use.ts";
import { recordIntervalOf, type SessionLimits, sessionLimitsOf } from "../limits.ts";
import { recordSessionsUse } from "../own-sessions.ts";
import { sessionChannel, subjectOf } from "../queries.ts";
import type { SecondFactorPolicy } from "../requirement.ts";
import type { AccessClaims, Tokens } from "../tokens.ts";
import { knownScope, PrincipalCache } from "./cache.ts";
import { hashOfApiKey, isApiKey, looksLikeApiKey } from "./key-text.ts";
import type { Principal } from "./principal.ts";
import { findPrincipal } from "./queries.ts";
import { findService, recordServicesUse } from "./service-queries.ts";

type PrincipalSettings = {
  database: DatabaseHandle;
  tokens: Tokens;
  limits?: SessionLimits | undefined;
  /** For all accounts. Default: not required. */
  secondFactor?: SecondFactorPolicy | undefined;
  /**
   * Maximum age of a session's cached state, which limits the effect of a missed notification. Default 5,000, or 1,000
   * without notifications.
   */
  recheckMilliseconds?: number | undefined;
  /** Called when writing last-use times fails. */
  onFailure?: ((error: unknown) => void) | undefined;
};

const maxTokens = 10_000;
const keyNoteMilliseconds = 60_000;

/** Caches verified tokens until they expire. Their sessions can change: see `PrincipalCache`. */
function createTokenCache(tokens: Tokens) {
  // Keyed by the whole token. A `jti` could be copied into a forged token, but an identical text has the verified
  // signature.
  const verified = new LRUCache<string, AccessClaims>({ max: maxTokens });
  return {
    current(token: string): AccessClaims | null {
      const claims = verified.get(token);
      if (!claims) return null;
      if (claims.expiresAt > currentTime()) return claims;
      verified.delete(token);
      throw new DomainError("UNAUTHENTICATED");
    },
    peek: (token: string) => verified.peek(token),
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
  recheckMilliseconds = database.canListen ? 5_000 : 1_000,
  onFailure,
}: CachesSettings) {
  const noteSeconds = recordIntervalOf(limits);
  const sessionUse = createLastUse<SessionId>({
    onFailure,
    write: (uses) => recordSessionsUse(database, { uses, ...limits }),
  });
  const serviceUse = createLastUse<AccountId>({
    onFailure,
    write: (uses) =>
      recordServicesUse(
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
      byKey: true,
      onUse: ({ accountId }) => serviceUse.note(accountId),
    }),
    stop: async () => void (await Promise.all([sessionUse.stop(), serviceUse.stop()])),
  };
}

const firstPracticeOf = (principal: Principal): PracticeId =>
  principal.kind === "service" ? principal.practiceId : (principal.memberships[0]?.practiceId ?? noPractice);

const isOf = (principal: Principal, subject: { account: AccountId } | { practice: PracticeId }): boolean => {
  if ("account" in subject) return principal.accountId === subject.account;
  const memberships = principal.kind === "service" ? [principal] : principal.memberships;
  return memberships.some(({ practiceId }) => practiceId === subject.practice);
};

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
    else for (const cache of [sessions, keys]) cache.forgetAll((principal) => isOf(principal, subject));
  }
  const forgetAll = () => [sessions, keys].forEach((cache) => void cache.forgetAll());
  const onNotification = (payload: string) => {
    const subject = subjectOf(payload);
    if (subject) forget(subject);
    else forgetAll();
  };
  // Not awaited, to keep start-up fast: until it listens, only the maximum age limits a session's cached state.
  database.listen(sessionChannel, onNotification, forgetAll).then(forgetAll, () => undefined);

  // Defined outside `authenticate`, to create no closure for calls with a cached session.
  const findSession = ({ sessionId, accountId }: AccessClaims, idleMilliseconds: number) =>
    sessions.lookUp(
      sessionId,
      () => findPrincipal(database.reader, { sessionId, accountId }, rules),
      idleMilliseconds,
    );
  function findKey(key: string) {
    if (!isApiKey(key)) throw new DomainError("UNAUTHENTICATED", { byKey: true });
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
    callerOf(bearer) {
      const principal = looksLikeApiKey(bearer)
        ? keys.peek(bearer)
        : sessions.peek(verified.peek(bearer)?.sessionId);
      return principal && { accountId: principal.accountId, practiceId: firstPracticeOf(principal) };
    },
    forget,
    stop,
  };
}
