import type { httpLink } from "@trpc/client";
import { NoAnswer } from "./errors.ts";

/** The part of `fetch` that the client calls. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type LinkFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;

/**
 * A `fetch` whose answers are the server's own, or which rejects with `NoAnswer`: the page that a proxy
 * sends in the server's place is not taken for one.
 */
export function answeringFetch(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): LinkFetch {
  return async (url, init) => {
    const request = { ...init, signal: init?.signal ?? null };
    const response = await fetch(String(url), request).catch((cause: unknown) => {
      throw new NoAnswer("The server could not be reached", { cause });
    });
    const body: unknown = await response.json().catch((cause: unknown) => {
      throw new NoAnswer(`The answer could not be read (HTTP ${response.status})`, { cause });
    });
    const answer = isRpc(body) ? body : fromProblem(body);
    if (!answer) throw new NoAnswer(`The answer is not the server's (HTTP ${response.status})`);
    return Object.assign(response, { json: async () => answer });
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isRpc = (body: unknown) =>
  Array.isArray(body) || (isObject(body) && (isObject(body["result"]) || isObject(body["error"])));

/** What the server refuses before it reaches a procedure, it refuses with a problem document (RFC 9457). */
function fromProblem(body: unknown) {
  if (!isObject(body) || typeof body["code"] !== "string") return null;
  const { code, status, title, request_id: requestId = null, errors = null } = body;
  const data = { code, httpStatus: status, requestId, errors, blockedBy: null, current: null };
  return { error: { code: -32600, message: String(title), data } };
}
