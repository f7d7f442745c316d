import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import type { Fetch } from "./answering-fetch.ts";
import { type Auth, createAuth } from "./auth.ts";
import { proceduresOver, type Send } from "./call.ts";
import { Events } from "./events.ts";
import type { ClientProcedures } from "./procedures.ts";
import { createSession } from "./session.ts";
import { placeOfSession, type SessionPlace } from "./session-place.ts";
import { memoryStore, type TokenStore } from "./token-store.ts";
import { createTransport, type ExtraHeaders, type Transport } from "./transport.ts";
import { withDeadline } from "./with-deadline.ts";
import { withEvents } from "./with-events.ts";
import { withKey } from "./with-key.ts";
import { type ChosenPractice, withPractice } from "./with-practice.ts";
import { type RetryOptions, withRetry } from "./with-retry.ts";
import { withSession } from "./with-session.ts";
import { withTurn } from "./with-turn.ts";

/**
 * How a client is set up; only `url` is required.
 *
 * @example
 * const options: ClientOptions = { url: "", timeoutMs: 10_000, onSignedOut: showLogin };
 */
export type ClientOptions = {
  /** Where the server is, with `http://` or `https://` and without `/trpc`; `""` is the page's own origin. */
  url: string | URL;
  /** Where the tokens are kept. Default: in memory. */
  store?: TokenStore | undefined;
  /**
   * `cookie`, for pages of the server's own origin: the refresh token is in a cookie that no script can read, the access
   * token in memory, and `auth.resume` goes on with the session after a reload. In memory alone, where a browser takes no
   * such cookie: without TLS, but for localhost, and outside of browsers. Default: `store`.
   */
  session?: SessionPlace | undefined;
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /** For each request. */
  headers?: ExtraHeaders | undefined;
  /** The most that a call may take in all, in milliseconds; `Infinity` for no limit. Default: 30,000. */
  timeoutMs?: number | undefined;
  /** Of calls that are not answered, or with `SERVICE_UNAVAILABLE`; `false` sends each once. Default: 8 attempts, over about ten seconds. */
  retry?: RetryOptions | false | undefined;
  /**
   * Which of the account's practices calls are for, as it is when a call is made; those of `auth` are for none. Default:
   * the one that it has been in longest.
   */
  practice?: ChosenPractice | undefined;
  /**
   * Of a service account, `ct_…`: all calls are made with it. Then nobody signs in: `auth` holds no session, and
   * `auth.login` and the like are refused with a `TypeError`. For servers only; in a page anybody could read it.
   */
  apiKey?: string | undefined;
  /** Called when the session is over, once for a session; not for this client's own `auth.logout`. */
  onSignedOut?: (() => void) | undefined;
};

type Procedures = TRPCClient<AppRouter>;

/** Handled by `auth`, for they make or end tokens. */
type TokenProcedure =
  | "register"
  | "confirmRegistration"
  | "login"
  | "completeLogin"
  | "refresh"
  | "logout"
  | "logoutEverywhere";

/**
 * The server's procedures by feature, and `auth` for accounts and sessions. Queries are called by
 * `.query(input, options)`, mutations by `.mutate(input, options)`, with `CallOptions`.
 *
 * @example
 * const rename = (caretype: Client, { id, version }: Patient, name: string) =>
 *   caretype.patient.update.mutate({ id, name, expectedVersion: version });
 */
export type Client = Omit<ClientProcedures, "account" | "passkey"> & {
  readonly account: Omit<ClientProcedures["account"], TokenProcedure>;
  readonly passkey: Omit<ClientProcedures["passkey"], "login">;
  readonly auth: Auth;
};

/**
 * A client of one server, for browsers and Node. Its types are the server's own: nothing is generated.
 *
 * Calls made at the same time share requests, ten at most in one. The access token is renewed before it
 * expires or when the server refuses it, once for all calls that wait. When the session turns out to be
 * over, the tokens are forgotten and the calls reject with `UNAUTHENTICATED`.
 *
 * A call whose connection fails, or that is answered with `SERVICE_UNAVAILABLE`, is sent again within its `timeoutMs`;
 * one that hangs is not, and ends with that time. Each mutation
 * carries an `Idempotency-Key` of its own, under which the server makes it once however often it arrives. To go on
 * after a reload of the page, keep a key and give it: `mutate(input, { context: { idempotencyKey } })`.
 *
 * Every call rejects with a `CallError`: tell them apart by `isErrorCode`, `isNetworkError`,
 * `isAborted`.
 *
 * @throws {TypeError} when `url` is no address of a server, or for options that exclude each other.
 *
 * @example
 * const caretype = createClient({ url: "http://127.0.0.1:3000" });
 * await caretype.auth.login({ email: "ada@example.org", password });
 * const { items, nextCursor } = await caretype.patient.list.query({ limit: 10 });
 *
 * @example
 * const caretype = createClient({ url, retry: false }); // sends nothing again
 *
 * @example
 * const service = createClient({ url, apiKey: process.env.CARETYPE_API_KEY });
 */
export function createClient(options: ClientOptions): Client {
  const { store = memoryStore(), timeoutMs = 30_000, onSignedOut = () => undefined } = options;
  const { retry = {}, practice = null, apiKey } = options;
  const events = new Events();
  const place = placeOfSession(options);
  const transportAlone = createTransport({ ...options, place });
  const once: Transport = (access) =>
    place === "cookie" ? withTurn(transportAlone(access)) : transportAlone(access);
  const transport: Transport = (access) => (retry ? withRetry(retry, once(access)) : once(access));
  const wrapped = (send: Send) => withKey(withDeadline(timeoutMs, send));
  // Without the practice: an account that has left it can still renew and end its session.
  const proceduresAs = (access: string | null) => proceduresOver(wrapped(transport(access)));
  const session = createSession({
    store,
    exchange: (refresh) => proceduresAs(null).account.refresh.mutate({ refresh }),
    onSignedOut: (reason) => {
      events.emit("signedOut", { reason });
      onSignedOut();
    },
  });
  const sendInSession = apiKey === undefined ? withSession(session, transport) : transport(apiKey);
  const send = wrapped(withEvents(events, sendInSession));
  const procedures = proceduresOver(withPractice(practice, send));
  const auth =
    apiKey === undefined
      ? createAuth({ session, place, events, procedures: proceduresOver(send), proceduresAs })
      : nobodySignsIn;
  // A Proxy is typed as its target, which does not know what `get` adds.
  return new Proxy(procedures, {
    get: (target, key) => (key === "auth" ? auth : Reflect.get(target, key)),
  }) as Procedures & { auth: Auth };
}

/** The auth of a client that calls with an API key. */
const nobodySignsIn = new Proxy({} as Auth, {
  get: (_target, key) => {
    // Whoever prints it, or awaits what it is in, asks for these.
    if (typeof key === "symbol" || key === "then") return undefined;
    throw new TypeError("A client with an apiKey has no session: make another client to sign somebody in");
  },
});
