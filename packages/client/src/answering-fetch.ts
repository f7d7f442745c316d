import type { httpLink } from "@trpc/client";
import { NoAnswer } from "./errors.ts";

/**
 * The part of `fetch` that the client calls.
 *
 * @example
 * const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, keepalive: true });
 */
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
    const answer: unknown = await response.json().catch((cause: unknown) => {
      throw new NoAnswer(`The answer could not be read (HTTP ${response.status})`, { cause });
    });
    if (!isAnswer(answer)) throw new NoAnswer(`The answer is not the server's (HTTP ${response.status})`);
    return Object.assign(response, { json: async () => answer });
  };
}

/** One envelope, or a batch of them. */
const isAnswer = (body: unknown): boolean =>
  Array.isArray(body)
    ? body.every(isAnswer)
    : typeof body === "object" && body !== null && ("result" in body || "error" in body);
