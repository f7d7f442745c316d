import type { RestDialect } from "../field/dialect.ts";
import type { Client } from "./client.ts";
import type { FormerId } from "./former-system.ts";
import type { SentKeys } from "./idempotency/sent-keys.ts";
import type { Services } from "./services.ts";

/** What a surface knows about one request. */
export type RequestContext = {
  services: Services;
  /** The bearer token as sent, unverified. */
  accessToken: string | null;
  /** The server's own id, unique per request. */
  requestId: string;
  /** The client's id for the request, not necessarily unique. Null or undefined if none can be kept. */
  clientRequestId?: string | null | undefined;
  /** The requested practice, unverified. Null for the one that the account has been in longest. */
  practice: string | null;
  /** The caller's network address. */
  address: string;
  userAgent: string | null;
  /** Seconds since the page was last used, as reported by the page. 0 or undefined: just now. */
  idleSeconds?: number | undefined;
  /**
   * The position of the database that the caller has seen, unverified. Null or undefined if unknown: then only the
   * primary answers.
   */
  position?: string | null | undefined;
  /** Null if no `Idempotency-Key` was sent. */
  idempotency: SentKeys | null;
  /** Where the surface stores the session's refresh token. Null or undefined if the caller stores it. */
  refreshTokenStore?: RefreshTokenStore | null | undefined;
  /** What was sent in the place of ids, which the surface sets as it reads the input. The input has no record's id there. */
  formerIds?: readonly FormerId[] | undefined;
  /** Undefined: the surface always answers in its own names. */
  dialect?: AnswerDialect | undefined;
  /** Undefined: nobody who could leave. */
  client?: Client | undefined;
  /** What `services.traceCall` gets as the parent of the request's calls. */
  trace?: unknown;
};

/** Whose answers the surface gives: the server's choice, until the call knows that of the caller's key or practice. */
type AnswerDialect = { name: RestDialect | null };

/** Stores a session's refresh token for a caller that must never see it. */
export type RefreshTokenStore = {
  /** The placeholder that callers see and send instead of the token. */
  readonly placeholder: string;
  /** The stored token, unverified. Null if there is none. */
  read(): string | null;
  save(refresh: string): void;
  /** Deletes the stored token, which is no longer valid. */
  clear(): void;
  /** Like `clear`, after a sign-out: also deletes the account's other data in the browser. */
  clearAll(): void;
};
