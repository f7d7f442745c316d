import type { AppRouter } from "@caretype/api";
import { httpBatchLink, httpLink, type Operation, splitLink, TRPCUntypedClient } from "@trpc/client";
import type { Send } from "./call.ts";
import { DatabasePosition } from "./database-position.ts";
import { isErrorCode } from "./errors.ts";
import { isUnbatched, usesKeepalive } from "./paths.ts";
import { cookiePlaceholder, type SessionStorageKind } from "./session-storage.ts";
import { type Fetch, platformFetch, validatingFetch } from "./validating-fetch.ts";
import { keyIn } from "./with-key.ts";

/**
 * Headers for each request, or a function that returns them. The client sets `Authorization` itself.
 *
 * @example
 * const caretype = createClient({ url, headers: () => ({ "x-request-id": crypto.randomUUID() }) });
 */
export type ExtraHeaders =
  | Record<string, string>
  | (() => Record<string, string> | Promise<Record<string, string>>);

export type TransportOptions = {
  url: string | URL;
  fetch?: Fetch | undefined;
  headers?: ExtraHeaders | undefined;
  storage: SessionStorageKind;
};

/**
 * Returns the server's address. A path refers to the page's own origin.
 *
 * @throws {TypeError} for a URL that `fetch` would refuse at each call, or treat as a path of the page.
 */
function serverAddress(url: string | URL): string {
  const address = String(url).replace(/\/+$/, "");
  if (/^\w+:\/\/[^/?#]*@/.test(address)) throw new TypeError("The url must not contain a password");
  if (address === "" || address.startsWith("/") || /^https?:\/\/[^/]/i.test(address)) return address;
  throw new TypeError(
    `The url ${JSON.stringify(address)} must begin with http:// or https://, or be "" for the page's own origin`,
  );
}

/**
 * Sends calls with one access token, or without one.
 * Batches calls made at the same time.
 */
export type Transport = (access: string | null) => Send;

/** The server's limit. */
const maxBatchSize = 10;

/** Whether a call was in a request with others, whether it must not be, and its own headers. */
type SentWith = { isShared?: boolean; isAlone?: boolean; headers?: Record<string, string> };

/**
 * Sends calls with `keepalive` that must finish when the user leaves the page.
 * A new refresh token must reach the cookie, because the previous one is valid only for seconds. And a sign-out must
 * reach the server.
 */
const withKeepalive =
  (fetch: ReturnType<typeof validatingFetch>): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, ...(usesKeepalive(pathIn(String(url))) && { keepalive: true }) });

/** Returns the procedure of a request with one call. */
const pathIn = (url: string) => url.slice(url.lastIndexOf("/") + 1).replace(/\?.*/, "");

/**
 * The number of practices whose senders are kept per token.
 * No user switches between more at once.
 */
const maxPractices = 8;

/**
 * Creates the function that sends calls.
 * Queries are sent as POST, too, because logs keep URLs, which must not contain a patient's name or id. A batch has one
 * token and one practice, so calls of two accounts or practices never share it.
 */
export function createTransport({
  url,
  fetch = platformFetch,
  headers = {},
  storage,
}: TransportOptions): Transport {
  const isInCookie = storage === "cookie";
  const position = new DatabasePosition();
  const shared = {
    url: `${serverAddress(url)}/trpc`,
    fetch: validatingFetch(position.watch(fetch)),
    methodOverride: "POST",
  } as const;
  function createSender(access: string | null, practice: string | null) {
    async function headersOf(operations: readonly Operation[], own: SentWith["headers"] = {}) {
      const all = new Headers(typeof headers === "function" ? await headers() : headers);
      for (const [name, value] of Object.entries(own)) all.set(name, value);
      if (access !== null) all.set("authorization", `Bearer ${access}`);
      if (practice !== null) all.set("caretype-practice", practice);
      // All calls of a batch have the same type.
      if (operations[0]) position.addTo(all, operations[0].type);
      if (operations.length > 1) for (const { context } of operations) context.isShared = true;
      const keys = operations.map(({ context }) => keyIn(context) ?? "");
      if (keys.some(Boolean)) all.set("idempotency-key", keys.join());
      return all;
    }
    async function headersOfUnbatched(operation: Operation) {
      const { headers: own }: SentWith = operation.context;
      const all = await headersOf([operation], own);
      if (isInCookie && isUnbatched(operation.path)) all.set("caretype-session", cookiePlaceholder);
      return all;
    }
    const link = splitLink<AppRouter>({
      condition: ({ path, type, context }) =>
        (type === "mutation" && isUnbatched(path)) || context.isAlone === true,
      true: httpLink({
        ...shared,
        fetch: isInCookie ? withKeepalive(shared.fetch) : shared.fetch,
        headers: ({ op }) => headersOfUnbatched(op),
      }),
      false: httpBatchLink({
        ...shared,
        headers: ({ opList }) => headersOf(opList),
        maxItems: maxBatchSize,
      }),
    });
    return new TRPCUntypedClient<AppRouter>({ links: [link] });
  }
  return (access) => {
    const senders = new Map<string | null, ReturnType<typeof createSender>>();
    const senderFor = (practice: string | null) => {
      const sender = senders.get(practice) ?? createSender(access, practice);
      if (senders.size >= maxPractices) senders.clear();
      senders.set(practice, sender);
      return sender;
    };
    return position.forgetIfFailed(async ({ type, path, input, options, practice = null }) => {
      const { headers: own } = options ?? {};
      const context: SentWith = { ...options?.context, ...(own && { headers: own, isAlone: true }) };
      const send = () => senderFor(practice)[type](path, input, { ...options, context });
      try {
        return await send();
      } catch (error) {
        // The server refused the request as a whole, and ran none of its calls: perhaps because of another one.
        const isOfRequest = isErrorCode(error, "MALFORMED_REQUEST", "PAYLOAD_TOO_LARGE");
        if (!isOfRequest || !context.isShared) throw error;
        context.isAlone = true;
        return send();
      }
    });
  };
}
