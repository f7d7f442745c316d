import type { AppRouter } from "@caretype/api";
import { httpBatchLink, httpLink, type Operation, splitLink, TRPCUntypedClient } from "@trpc/client";
import { answeringFetch, type Fetch } from "./answering-fetch.ts";
import type { Send } from "./call.ts";
import { goesAlone, outlivesPage } from "./paths.ts";
import { inCookie, type SessionPlace } from "./session-place.ts";
import { keyIn } from "./with-key.ts";

/**
 * Headers for each request, or a function that is asked for them each time. `Authorization` is the
 * client's own.
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
  place: SessionPlace;
};

/**
 * A path is one of the page's own origin.
 *
 * @throws {TypeError} for what `fetch` would refuse at each call, or take for a path of the page.
 */
function serverAddress(url: string | URL): string {
  const address = String(url).replace(/\/+$/, "");
  if (address === "" || address.startsWith("/") || /^https?:\/\/[^/]/i.test(address)) return address;
  throw new TypeError(
    `The url ${JSON.stringify(address)} has to begin with http:// or https://, or to be "" for the page's own origin`,
  );
}

/** Sends calls under one access token, or without; those made at the same time in one request. */
export type Transport = (access: string | null) => Send;

/** The server takes no more. */
const longestBatch = 10;

/**
 * A new refresh token has to arrive in the cookie also where the page is left meanwhile: the one before is good for
 * seconds only. And who logs out and leaves has logged out.
 */
const keptAlive =
  (fetch: ReturnType<typeof answeringFetch>): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, ...(outlivesPage(pathIn(String(url))) && { keepalive: true }) });

/** The procedure that a request for one call is sent to. */
const pathIn = (url: string) => url.slice(url.lastIndexOf("/") + 1).replace(/\?.*/, "");

/** Of how many practices calls can share requests under one token; no user switches between more in one moment. */
const mostPractices = 8;

/**
 * Everything is POSTed, queries too, so that no patient's name or id stands in a URL, which logs keep. A
 * batch has one token and one practice, so that calls of two accounts or for two practices can never share it.
 */
export function createTransport({ url, fetch, headers = {}, place }: TransportOptions): Transport {
  const isInCookie = place === "cookie";
  const shared = {
    url: `${serverAddress(url)}/trpc`,
    fetch: answeringFetch(fetch),
    methodOverride: "POST",
  } as const;
  function createSender(access: string | null, practice: string | null) {
    async function headersOf(operations: readonly Operation[]) {
      const all = new Headers(typeof headers === "function" ? await headers() : headers);
      if (access !== null) all.set("authorization", `Bearer ${access}`);
      if (practice !== null) all.set("caretype-practice", practice);
      const keys = operations.map(({ context }) => keyIn(context) ?? "");
      if (keys.some(Boolean)) all.set("idempotency-key", keys.join());
      return all;
    }
    async function headersAlone(operation: Operation) {
      const all = await headersOf([operation]);
      if (isInCookie) all.set("caretype-session", inCookie);
      return all;
    }
    const link = splitLink<AppRouter>({
      condition: ({ path, type }) => type === "mutation" && goesAlone(path),
      true: httpLink({
        ...shared,
        fetch: isInCookie ? keptAlive(shared.fetch) : shared.fetch,
        headers: ({ op }) => headersAlone(op),
      }),
      false: httpBatchLink({
        ...shared,
        headers: ({ opList }) => headersOf(opList),
        maxItems: longestBatch,
      }),
    });
    return new TRPCUntypedClient<AppRouter>({ links: [link] });
  }
  return (access) => {
    const senders = new Map<string | null, ReturnType<typeof createSender>>();
    const senderFor = (practice: string | null) => {
      const sender = senders.get(practice) ?? createSender(access, practice);
      if (senders.size >= mostPractices) senders.clear();
      senders.set(practice, sender);
      return sender;
    };
    return ({ type, path, input, options, practice = null }) =>
      senderFor(practice)[type](path, input, options);
  };
}
