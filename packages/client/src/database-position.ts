import type { Send } from "./call.ts";
import type { Fetch } from "./validating-fetch.ts";

const header = "caretype-position";
const position = /^[\da-f]{16}$/;

/**
 * Remembers the last change that this client has seen of the server's database. A server with read replicas sends it
 * with each change. A replica answers a query only if it has these changes, so that a client reads its own writes.
 */
export class DatabasePosition {
  #newest: string | null = null;
  /** Incremented when the position becomes unknown, so that an earlier request's answer does not set it again. */
  #epoch = 0;

  /** A header for queries. Without it, the server's primary database answers. */
  addTo(headers: Headers, type: "query" | "mutation" | "subscription"): void {
    if (type === "query" && this.#newest !== null) headers.set(header, this.#newest);
  }

  /** Reads the position from each response. */
  watch(fetch: Fetch): Fetch {
    return async (url, init) => {
      const epoch = this.#epoch;
      const response = await fetch(url, init);
      const found = response.headers.get(header);
      if (found !== null && epoch === this.#epoch) this.#receive(found);
      return response;
    };
  }

  /** Forgets the position after a failed mutation: perhaps only its answer was lost. */
  forgetIfFailed(send: Send): Send {
    return async (call) => {
      try {
        return await send(call);
      } catch (error) {
        if (call.type === "mutation") this.#forget();
        throw error;
      }
    };
  }

  #receive(found: string) {
    if (!position.test(found)) this.#forget();
    else if (this.#newest === null || found > this.#newest) this.#newest = found;
  }

  #forget() {
    this.#newest = null;
    this.#epoch++;
  }
}
