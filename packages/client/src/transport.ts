import type { AppRouter } from "@caretype/api";
import { httpBatchLink, httpLink, type Operation, splitLink, type TRPCLink } from "@trpc/client";
import { answeringFetch, type Fetch } from "./answer.ts";

/** Headers for each request, for example a trace id. `Authorization` is the client's own. */
export type ExtraHeaders =
  | Record<string, string>
  | (() => Record<string, string> | Promise<Record<string, string>>);

export type TransportOptions = {
  url: string | URL;
  fetch?: Fetch | undefined;
  headers?: ExtraHeaders | undefined;
};

/** The link that sends calls under one access token, or without. */
export type Transport = (access: string | null) => TRPCLink<AppRouter>;

/** The server takes no more. */
const longestBatch = 10;

/** These hash passwords or end sessions: they wait for no other call, and none waits for them. */
const goesAlone = ({ path, type }: Operation) => type === "mutation" && path.startsWith("account.");

/**
 * Everything is POSTed, queries too, so that no patient's name or id stands in a URL, which logs keep. A
 * link has one token, so that calls of two accounts can never share a batch.
 */
export function createTransport({ url, fetch, headers = {} }: TransportOptions): Transport {
  const shared = {
    url: `${String(url).replace(/\/+$/, "")}/trpc`,
    fetch: answeringFetch(fetch),
    methodOverride: "POST",
  } as const;
  return (access) => {
    const options = {
      ...shared,
      async headers() {
        const all = new Headers(typeof headers === "function" ? await headers() : headers);
        if (access !== null) all.set("authorization", `Bearer ${access}`);
        return all;
      },
    };
    return splitLink({
      condition: goesAlone,
      true: httpLink(options),
      false: httpBatchLink({ ...options, maxItems: longestBatch }),
    });
  };
}
