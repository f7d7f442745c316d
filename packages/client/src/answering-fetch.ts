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
    if (!isAnswer(answer, callsIn(String(url)))) throw notTheServers(response);
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

/** How many calls are asked in one batch; null where a call is asked by itself. */
const callsIn = (url: string): number | null =>
  /\/([^/?]*)\?batch=1$/.exec(url)?.[1]?.split(",").length ?? null;

/** One envelope, which may be that of a batch that is refused as a whole, or one for each call of a batch. */
const isAnswer = (body: unknown, calls: number | null): boolean =>
  Array.isArray(body) ? body.length === calls && body.every(isEnvelope) : isEnvelope(body);

/** What tRPC can make an answer or an error of. */
function isEnvelope(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { result, error }: Record<string, unknown> = { ...body };
  return isObject(error) ? "code" in error && typeof error.code === "number" : isObject(result);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
