import type { ErrorData } from "./errors.ts";
import { NoAnswer } from "./errors.ts";

/** The part of `fetch` that the client calls. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/**
 * A `fetch` whose answers are tRPC's, or which rejects with `NoAnswer`: a proxy's page of HTML is not taken
 * for one. The server's own refusals from before a procedure is reached come as problem documents; they
 * become errors like any other.
 */
export function readingFetch(fetch: Fetch | undefined) {
  return async (url: string, init: RequestInit) => {
    const response = await (fetch ?? globalThis.fetch)(url, init).catch((cause: unknown) => {
      throw new NoAnswer("The server could not be reached", { cause });
    });
    const body = await response.json().catch((cause: unknown) => {
      throw new NoAnswer(`The answer could not be read (HTTP ${response.status})`, { cause });
    });
    const answer = toAnswer(body);
    if (!answer) throw new NoAnswer(`Something else answered (HTTP ${response.status})`);
    return Object.assign(response, { json: async () => answer });
  };
}

function toAnswer(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return null;
  if (isObject(body["result"]) || isObject(body["error"])) return body;
  return null
}
