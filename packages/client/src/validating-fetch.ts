import { redactedError } from "./call-error.ts";
import { ClientError } from "./client-error.ts";
import { NoResponse, ProxyRefusal } from "./errors.ts";

/**
 * The part of `fetch` that the client calls.
 *
 * @example
 * const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, keepalive: true });
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Reads the global `fetch` at each call, because a page may replace it. */
export const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** The server's answer to one call. */
export type Envelope = { result?: { data?: unknown }; error?: ClientError["shape"] };

export type Answer = { response: Response; envelopes: Envelope[] };

/**
 * Returns the envelope of each call, or of the only one. If a batch was refused as a whole, all calls have the same
 * one.
 * @throws {ClientError} for any response that is not the server's own, such as a proxy's error page.
 */
export async function fetchAnswer(
  fetch: Fetch,
  { url, batchSize, ...init }: RequestInit & { url: string; batchSize: number | null },
): Promise<Answer> {
  const response = await fetch(url, init).catch((reason: unknown) => {
    // Each attempt would fail alike, so it is not a network error.
    const code = codeOf(reason);
    if (code === "ERR_INVALID_URL")
      throw new ClientError("Outside of a page, the url must be an address with http:// or https://");
    const cause = new NoResponse(`The server${at(url)} could not be reached${reasonOf(url, code)}`, {
      cause: redactedError(reason),
    });
    throw new ClientError(cause.message, { cause });
  });
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw foreignResponse(url, response, cause);
  });
  const envelopes = Array.isArray(body) ? body : new Array<unknown>(batchSize ?? 1).fill(body);
  // One answer for several calls is a refusal of all.
  const isExpected = Array.isArray(body) ? body.length === batchSize : batchSize === null || isRefusal(body);
  if (!isExpected || !envelopes.every(isEnvelope)) throw foreignResponse(url, response);
  return { response, envelopes };
}

/**
 * The system's reason, such as `ECONNREFUSED`, or `ERR_SSL_…` if the server speaks no TLS. Browsers hide the reason,
 * also if CORS refuses the page's origin.
 */
function reasonOf(url: string, code: unknown): string {
  if (typeof code === "string" && /^\w+$/.test(code)) return `: ${code}`;
  const { origin = url }: { origin?: string } = Object(Reflect.get(globalThis, "location"));
  const isOther = url.startsWith("http") && !url.startsWith(origin);
  return isOther ? `, or its CORS_ORIGINS lack ${origin}` : "";
}

function codeOf(reason: unknown): unknown {
  const { cause = reason }: { cause?: unknown } = Object(reason);
  return Object(cause).code;
}

/** Names the server, unless it is the page's own. */
function at(url: string): string {
  const origin = originOf(url);
  return origin === null ? "" : ` at ${origin}`;
}

export function isUrl(text: string): boolean {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
}

/** Null for a path. React Native's `URL` lacks `canParse`, and older ones lack `origin`. */
function originOf(url: string, base?: string): string | null {
  try {
    return new URL(url, base).origin;
  } catch {
    return null;
  }
}

/** Keeps the response, whose headers may have `Retry-After`. Drops a JSON parser's error, which quotes its input. */
function foreignResponse(url: string, response: Response, reason?: unknown): Error {
  const { status } = response;
  const isBroken = reason !== undefined && !(reason instanceof SyntaxError);
  const because = isBroken ? { cause: redactedError(reason) } : {};
  const refusal = redirectIn(url, response) ?? refusalIn(url, status);
  const cause =
    refusal !== null
      ? new ProxyRefusal(refusal, because)
      : new NoResponse(
          `${isBroken ? `The answer${at(url)} broke off` : `The server${at(url)} is not a Caretype server`} (${traitsOf(response)})`,
          because,
        );
  return new ClientError(cause.message, { cause, response });
}

/** Describes an answer from a proxy, a page's own server, or behind a redirect. */
function traitsOf({ status, headers, redirected, url }: Response): string {
  const [type] = /^[\w+./-]+/.exec(headers.get("content-type") ?? "") ?? [];
  const redirect = redirected && `redirected to ${originOf(url)}`;
  return [`HTTP ${status}`, type, redirect].filter(Boolean).join(", ");
}

/** Null without a redirect. A retry would get the same one. Browsers hide its target. */
function redirectIn(url: string, { type, status, headers }: Response): string | null {
  if (type !== "opaqueredirect" && (status < 300 || status >= 400)) return null;
  const target = originOf(headers.get("location") ?? "", url);
  const to = target === null ? "" : ` to ${target}`;
  return `The server${at(url)} redirects${to}. The client does not follow: pass the server's own address as url`;
}

function refusalIn(url: string, status: number): string | null {
  if (status < 400 || status >= 500) return null;
  return status === 404 ? nobodyAt(url) : `A proxy between you and the server answered ${status}`;
}

function nobodyAt(url: string): string {
  const called = url.slice(0, url.lastIndexOf("/trpc/"));
  // A path refers to the page itself. React Native may lack the URL.
  const origin = originOf(url) ?? (isUrl(url) ? called : "");
  const hint = called === origin ? "" : `. Leave the path out of the url: "${origin}"`;
  return `No Caretype server answers at ${called}/trpc (HTTP 404)${hint}`;
}

const isRefusal = (body: unknown): boolean => isObject(body) && "error" in body;

/** Whether it has an answer or an error. */
function isEnvelope(body: unknown): body is Envelope {
  if (!isObject(body)) return false;
  const { result, error }: Record<string, unknown> = { ...body };
  return isObject(error) ? "code" in error && typeof error.code === "number" : isObject(result);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
