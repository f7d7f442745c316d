import type { Fetch } from "@caretype/client";

/** The idempotency keys of calls whose answers the server repeated from its memory. */
export type Replays = {
  /** Also forgets the key. */
  had(key: string): boolean;
};

/** Returns a `fetch` that notes replays: the client does not say which answers were one. */
export function notingReplays(fetch: Fetch): { fetch: Fetch; replays: Replays } {
  const keys = new Set<string>();
  return {
    replays: { had: (key) => keys.delete(key) },
    async fetch(url, init) {
      const response = await fetch(url, init);
      // Both headers have a value for each call of a batch.
      const sent = new Headers(init.headers).get("idempotency-key")?.split(",") ?? [];
      const replayed = response.headers.get("idempotency-replayed")?.split(",") ?? [];
      for (const [index, key] of sent.entries()) if (replayed[index]?.trim() === "true") keys.add(key.trim());
      return response;
    },
  };
}
