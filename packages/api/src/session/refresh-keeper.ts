import type { RequestContext } from "../procedure/context.ts";

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
