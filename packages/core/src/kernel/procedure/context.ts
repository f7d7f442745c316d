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
  /** The requested practice, unverified. Null for the account's longest membership. */
  practice: string | null;
  /** The caller's network address. */
  address: string;
  userAgent: string | null;
  /** Seconds since the page was last used, as it reports. 0 or undefined: just now. */
  idleSeconds?: number | undefined;
  /**
   * The database position that the caller has seen, unverified. Null or undefined if unknown: then only the primary
   * answers.
   */
  position?: string | null | undefined;
  /** The `Idempotency-Key`, or null. */
  idempotency: SentKeys | null;
  /** Where the surface stores the session's refresh token. Null or undefined if the caller stores it. */
  refreshTokenStore?: RefreshTokenStore | null | undefined;
  /** Texts sent in the place of ids. The surface sets them as it reads the input, which then lacks these ids. */
  formerIds?: readonly FormerId[] | undefined;
  /** Undefined: the surface always answers in Caretype's own names. */
  dialect?: AnswerDialect | undefined;
  /** Undefined: a caller that cannot leave. */
  client?: Client | undefined;
  /** Passed to `services.traceCall` as the parent of the request's calls. */
  trace?: unknown;
};

/** The dialect of answers: the server's default, until the call knows the key's or practice's. */
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
