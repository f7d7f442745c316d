import type { RequestContext } from "../procedure/context.ts";

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

type KeepingContext = Pick<RequestContext, "refreshKeeper"> & { afterCommit: (act: () => void) => void };

/** Has a new token kept once the call has succeeded. Returns what the answer has in its place: without a keeper, itself. */
export function handOver({ refreshKeeper: keeper, afterCommit }: KeepingContext, refresh: string): string {
  if (!keeper) return refresh;
  afterCommit(() => keeper.keep(refresh));
  return keeper.word;
}

/** The token that is meant by what was sent; null where its place is said and it is not there. */
export function tokenMeant(keeper: RequestContext["refreshKeeper"], sent: string): string | null {
  return keeper?.word === sent ? keeper.held() : sent;
}
