import { type httpLink, TRPCClientError } from "@trpc/client";
import { bareError } from "./call-error.ts";
import { NoAnswer, RefusedBetween } from "./errors.ts";

/**
 * The part of `fetch` that the client calls.
 *
 * @example
 * const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, keepalive: true });
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type LinkFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;

/**
 * A `fetch` whose answers are the server's own, or which rejects: the page that a proxy sends in the server's place is
 * not taken for one.
 */
export function answeringFetch(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): LinkFetch {
  return async (url, init) => {
    const request = { ...init, signal: init?.signal ?? null };
    const response = await fetch(String(url), request).catch((cause: unknown) => {
      throw new NoAnswer("The server could not be reached", { cause: bareError(cause) });
    });
    const answer: unknown = await response.json().catch((cause: unknown) => {
      throw notTheServers(response, cause);
    });
    if (!isAnswer(answer)) throw notTheServers(response);
    return Object.assign(response, { json: async () => answer });
  };
}

/** With the response, in whose headers may stand when to come again. A JSON parser's error quotes what it has read. */
function notTheServers(response: Response, reason?: unknown): Error {
  const { status } = response;
  const because = reason === undefined || reason instanceof SyntaxError ? {} : { cause: bareError(reason) };
  const cause =
    status >= 400 && status < 500
      ? new RefusedBetween(`Something between you and the server answered ${status}`, because)
      : new NoAnswer(`The answer is not the server's (HTTP ${status})`, because);
  return new TRPCClientError(cause.message, { cause, meta: { response } });
}

/** One envelope, or a batch of them. */
const isAnswer = (body: unknown): boolean =>
  Array.isArray(body)
    ? body.every(isAnswer)
    : typeof body === "object" && body !== null && ("result" in body || "error" in body);
