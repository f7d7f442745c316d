import type { Database, DatabaseHandle } from "@caretype/db";
import type { Passwords } from "./account/passwords.ts";
import type { Principals } from "./account/principals.ts";
import type { Tokens } from "./account/tokens.ts";
import type { AuditLog } from "./audit/audit-log.ts";
import type { KeyTurns } from "./idempotency/key-turns.ts";
import type { SentKeys } from "./idempotency/sent-keys.ts";
import type { Role } from "./permissions.ts";
import type { RateLimiter } from "./rate-limit.ts";

/** What the procedures work with; made once a process by `createServices`. */
export type Services = {
  database: DatabaseHandle;
  passwords: Passwords;
  tokens: Tokens;
  principals: Principals;
  limiter: RateLimiter;
  audit: AuditLog;
  /** Of calls with an `Idempotency-Key`. */
  turns: KeyTurns;
  registration: "open" | "closed";
};

/** What a surface knows of one request. */
export type RequestContext = {
  services: Services;
  /** The bearer token as sent, unverified. */
  accessToken: string | null;
  requestId: string;
  /** The caller's network address. */
  address: string;
  userAgent: string | null;
  /** Null where no `Idempotency-Key` was sent. */
  idempotency: SentKeys | null;
};

/** Who calls, and for which practice: the second argument of every query. */
export type Scope = { accountId: string; sessionId: string; practiceId: string; role: Role };

/** What is done with records that neither the input nor the answer names, and that the call's audit entry is to name. */
export type NamingContext = { db: Database; scope: Scope; concerns: (ids: Iterable<string>) => void };

/** What a change is made with that may find that there is nothing to change, and says so for the audit. */
export type ChangeContext = { db: Database; scope: Scope; noteUnchanged: () => void };
