import { type httpLink, TRPCClientError } from "@trpc/client";
import { redactedError } from "./call-error.ts";
import { NoResponse, ProxyRefusal } from "./errors.ts";

/**
 * The part of `fetch` that the client calls.
 *
 * @example
 * const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, keepalive: true });
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type LinkFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;

/** The platform's `fetch` at the time of a call, which a page may replace. */
export const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/**
 * Returns a `fetch` that rejects any response that is not the server's own, such as a proxy's error page.
 */
export function validatingFetch(fetch: Fetch): LinkFetch {
  return async (url, init) => {
    const request = { ...init, signal: init?.signal ?? null };
    const response = await fetch(String(url), request).catch((cause: unknown) => {
      throw new NoResponse("The server could not be reached", { cause: redactedError(cause) });
    });
    const answer: unknown = await response.json().catch((cause: unknown) => {
      throw foreignResponse(response, cause);
    });
    if (!isAnswer(answer, callsIn(String(url)))) throw foreignResponse(response);
    return Object.assign(response, { json: async () => answer });
  };
}

/**
 * Keeps the response, whose headers may have `Retry-After`.
 * Drops a JSON parser's error, which quotes its input.
 */
function foreignResponse(response: Response, reason?: unknown): Error {
  const { status } = response;
  const because =
    reason === undefined || reason instanceof SyntaxError ? {} : { cause: redactedError(reason) };
  const cause =
    // A redirect that `fetch` did not follow would be the same the next time.
    status >= 300 && status < 500
      ? new ProxyRefusal(`Something between you and the server answered ${status}`, because)
      : new NoResponse(`The answer is not the server's (HTTP ${status})`, because);
  return new TRPCClientError(cause.message, { cause, meta: { response } });
}

/** Returns the number of calls in a batch, or null for a single call. */
const callsIn = (url: string): number | null =>
  /\/([^/?]*)\?batch=1$/.exec(url)?.[1]?.split(",").length ?? null;

/** Whether a body is one envelope, also for a batch refused as a whole, or one envelope per call of a batch. */
const isAnswer = (body: unknown, calls: number | null): boolean =>
  Array.isArray(body) ? body.length === calls && body.every(isEnvelope) : isEnvelope(body);

/** Whether tRPC can read an answer or an error from it. */
function isEnvelope(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { result, error }: Record<string, unknown> = { ...body };
  return isObject(error) ? "code" in error && typeof error.code === "number" : isObject(result);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
