import type { RequestContext } from "@caretype/core/kernel/procedure/context";

type StoringContext = Pick<RequestContext, "refreshTokenStore"> & { afterCommit: (act: () => void) => void };

/** Stores a new token once the call has succeeded. Returns its placeholder, or the token if there is no store. */
export function storeRefreshToken(
  { refreshTokenStore: store, afterCommit }: StoringContext,
  refresh: string,
): string {
  if (!store) return refresh;
  afterCommit(() => store.save(refresh));
  return store.placeholder;
}

/** The token that `sent` refers to. Null if it is the placeholder and none is stored. */
export function resolveRefreshToken(store: RequestContext["refreshTokenStore"], sent: string): string | null {
  return store?.placeholder === sent ? store.read() : sent;
}
