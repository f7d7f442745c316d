import type { Services } from "../services.ts";
import type { SentKeys } from "./idempotency/sent-keys.ts";

/** What a surface knows of one request. */
export type RequestContext = {
  services: Services;
  /** The bearer token as sent, unverified. */
  accessToken: string | null;
  /** The server's own: no two requests have the same. */
  requestId: string;
  /** What the client calls the request, and perhaps others, too; null or none where it has said nothing that can be kept. */
  clientRequestId?: string | null | undefined;
  /** The practice that is asked for, unverified; null where none is, and then it is the one that the account has been in longest. */
  practice: string | null;
  /** The caller's network address. */
  address: string;
  userAgent: string | null;
  /** For how long nobody has touched the page that has sent it, by its own word; 0 or none: it was just used. */
  idleSeconds?: number | undefined;
  /** Null where no `Idempotency-Key` was sent. */
  idempotency: SentKeys | null;
  /** Where the surface keeps the refresh token of the caller's session; null or none where the caller does. */
  refreshKeeper?: RefreshKeeper | null | undefined;
};

/** Keeps the refresh token of a session for a caller who is never to see it. */
export type RefreshKeeper = {
  /** What callers see and send in the token's place. */
  readonly word: string;
  /** The token as the caller's side has brought it along, unverified; null where it has none. */
  held(): string | null;
  keep(refresh: string): void;
  /** What is held is worth nothing any more. */
  drop(): void;
  /** The same where somebody has signed out: what else there is of them in the browser goes, too. */
  leave(): void;
};
