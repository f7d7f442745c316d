import { throwIfAborted } from "./abort.ts";
import type { Send } from "./call.ts";
import { DatabasePosition } from "./database-position.ts";
import { isErrorCode } from "./errors.ts";
import { isUnbatched, usesKeepalive } from "./paths.ts";
import { type Outgoing, postAlone, postTogether, toJson } from "./post.ts";
import type { HeaderFields } from "./procedures.ts";
import { cookiePlaceholder, type SessionStorageKind } from "./session-storage.ts";
import { type Fetch, isUrl, platformFetch } from "./validating-fetch.ts";
import { keyIn } from "./with-key.ts";

/**
 * Headers for each request, or a function that returns them. The client sets `Authorization` itself.
 *
 * @example
 * const caretype = createClient({ url, headers: () => ({ "x-request-id": crypto.randomUUID() }) });
 */
export type ExtraHeaders = HeaderFields | (() => HeaderFields | Promise<HeaderFields>);

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
  const address = String(url)
    .trim()
    .replace(/(?<!\/)\/+$/, "");
  if (/^\w+:\/\/[^/?#]*@/.test(address)) throw new TypeError("The url must not contain a password");
  const [, base = "", rest] = /^([^?#]*?)(?<!\/)\/*(\/trpc$|[?#].*)/.exec(address) ?? [];
  if (rest)
    throw new TypeError(
      `Leave ${rest.replace(/^([?#]).*/, "$1 and what follows")} out of the url: ${JSON.stringify(base)}`,
    );
  const isWhole = /^https?:\/\/[^/]/i.test(address) && isUrl(address);
  if (address === "" || address.startsWith("/") || isWhole) return address;
  throw new TypeError(
    `The url ${JSON.stringify(address)} must be an address with http:// or https://, or "" for the page's own origin`,
  );
}

/** Sends calls with one access token, or without one. Batches concurrent calls. */
export type Transport = (access: string | null) => Send;

/** The server's limit. */
const maxBatchSize = 10;

/** The maximum number of cached senders per token, one per practice. No user switches between more at once. */
const maxPractices = 8;

/**
 * Creates the function that sends calls. Queries are sent as POST, too: logs keep URLs, which must not contain
 * patients' names or ids. A batch has one token and one practice, so calls of two accounts or practices never share
 * it.
 */
export function createTransport({
  url,
  fetch = platformFetch,
  headers = {},
  storage,
}: TransportOptions): Transport {
  const isInCookie = storage === "cookie";
  const position = new DatabasePosition();
  const server = { url: `${serverAddress(url)}/trpc`, fetch: position.watch(fetch) };
  function createSender(access: string | null, practice: string | null) {
    const givenHeaders = async () =>
      withHeaders(new Headers(), typeof headers === "function" ? await headers() : headers);
    function headersOf(calls: readonly Outgoing[], all: Headers, own: HeaderFields = {}) {
      withHeaders(all, own);
      if (access !== null) all.set("authorization", `Bearer ${access}`);
      if (practice !== null) all.set("caretype-practice", practice);
      // All calls of a batch have the same type.
      if (calls[0]) position.addTo(all, calls[0].call.type);
      const keys = calls.map(({ call }) => keyIn(call.options?.context) ?? "");
      if (keys.some(Boolean)) all.set("idempotency-key", keys.join());
      return all;
    }
    async function sendAlone(outgoing: Outgoing) {
      const { path, options } = outgoing.call;
      const all = headersOf([outgoing], await givenHeaders(), options?.headers);
      if (isInCookie && isUnbatched(path)) all.set("caretype-session", cookiePlaceholder);
      // `keepalive` when the user leaves the page: a new refresh token must reach the cookie, because the previous
      // one is valid only for seconds. A sign-out must reach the server.
      return postAlone(server, { outgoing, headers: all, keepalive: isInCookie && usesKeepalive(path) });
    }
    async function sendTogether(calls: Outgoing[]): Promise<(() => unknown)[]> {
      const given = await givenHeaders();
      // Last: nothing is awaited between this check and the request.
      const wanted = calls.filter(({ call }) => !call.options?.signal?.aborted);
      const answers = wanted.length > 0 ? await postTogether(server, wanted, headersOf(wanted, given)) : [];
      const answerOf = new Map(wanted.map((one, index) => [one, answers[index]]));
      return calls.map((one) => answerOf.get(one) ?? (() => throwIfAborted(one.call.options?.signal)));
    }
    const batched = {
      query: inBatches(maxBatchSize, sendTogether),
      mutation: inBatches(maxBatchSize, sendTogether),
    };
    return (outgoing: Outgoing): Promise<unknown> =>
      isAlone(outgoing) ? sendAlone(outgoing) : batched[outgoing.call.type](outgoing);
  }
  return (access) => {
    const senders = new Map<string | null, ReturnType<typeof createSender>>();
    const senderFor = (practice: string | null) => {
      const sender = senders.get(practice) ?? createSender(access, practice);
      if (senders.size >= maxPractices) senders.clear();
      senders.set(practice, sender);
      return sender;
    };
    return position.forgetIfFailed(async (call) => {
      const { options } = call;
      const outgoing: Outgoing = {
        call,
        json: toJson(call),
        isShared: false,
        isAlone: options?.headers !== undefined,
      };
      const send = () => senderFor(call.practice ?? null)(outgoing);
      try {
        return await send();
      } catch (error) {
        // The cause may be another call. The server ran none of the request's mutations.
        const isOfRequest = isErrorCode(error, "MALFORMED_REQUEST", "PAYLOAD_TOO_LARGE", "BATCH_TOO_LARGE");
        if (!isOfRequest || !outgoing.isShared) throw error;
        outgoing.isAlone = true;
        return send();
      }
    });
  };
}

/** Adds headers. Errors omit the value, which may be a secret. */
function withHeaders(all: Headers, added: HeaderFields): Headers {
  if (Object(added) !== added) throw new TypeError("headers has to be an object or an instance of Headers");
  for (const [name, value] of Symbol.iterator in added ? added : Object.entries(added)) {
    try {
      // For callers without types.
      if (value !== undefined) all.set(name, value);
    } catch {
      throw new TypeError(
        `The header ${JSON.stringify(name)} has a character that HTTP does not allow in headers`,
      );
    }
  }
  return all;
}

const isAlone = ({ isAlone, call: { type, path } }: Outgoing) =>
  isAlone || (type === "mutation" && isUnbatched(path));

type Waiting<Asked, Answer> = {
  asked: Asked;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** Batches concurrent items, at most `max` together. */
function inBatches<Asked, Answer>(
  max: number,
  run: (asked: Asked[]) => Promise<(() => Answer)[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  async function runTogether(batch: Waiting<Asked, Answer>[]) {
    try {
      const answers = await run(batch.map(({ asked }) => asked));
      batch.forEach(({ resolve, reject }, index) => {
        try {
          const answer = answers[index];
          if (answer) resolve(answer());
        } catch (error) {
          reject(error);
        }
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  function runAll() {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += max) void runTogether(all.slice(from, from + max));
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(runAll);
      waiting.push({ asked, resolve, reject });
    });
}
