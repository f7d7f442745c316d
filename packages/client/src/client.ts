import { type Auth, createAuth } from "./auth.ts";
import { proceduresOver, type Send } from "./call.ts";
import { callSite } from "./call-error.ts";
import { Events, withEvents } from "./events.ts";
import { practiceId } from "./ids.ts";
import { requireDuration, requireKnown } from "./known-options.ts";
import { withPages } from "./pages.ts";
import type { ClientProcedures } from "./procedures.ts";
import { createSession } from "./session.ts";
import { resolveSessionStorage, type SessionStorageKind } from "./session-storage.ts";
import { memoryStore, type TokenStore } from "./token-store.ts";
import { createTransport, type ExtraHeaders, type Transport } from "./transport.ts";
import type { Fetch } from "./validating-fetch.ts";
import { withDeadline } from "./with-deadline.ts";
import { withKey } from "./with-key.ts";
import { type ChosenPractice, withPractice } from "./with-practice.ts";
import { type RetryOptions, retryOptions, withRetry } from "./with-retry.ts";
import { refuseTokenCalls, withCookieLock, withSession } from "./with-session.ts";

/**
 * The options of a client. Only `url` is required.
 *
 * @example
 * const options: ClientOptions = { url: "", timeoutMs: 10_000, onSignedOut: showLogin };
 */
export type ClientOptions = {
  /**
   * The server's URL, with `http://` or `https://` and without `/trpc`.
   * `""` is the page's own origin.
   */
  url: string | URL;
  /** The storage of the tokens. Default: in memory. */
  store?: TokenStore | undefined;
  /**
   * `cookie` is for pages of the server's own origin. The refresh token is in an HttpOnly cookie, and the access
   * token in memory. `auth.resume` continues the session after a reload. Without TLS, except on localhost, and
   * outside of browsers, there is no such cookie, and tokens are only in memory. Default: `store`.
   */
  session?: SessionStorageKind | undefined;
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /** Extra headers for each request. */
  headers?: ExtraHeaders | undefined;
  /**
   * The time limit of a call with its retries, in milliseconds.
   * `Infinity` for no limit. Default: 30,000.
   */
  timeoutMs?: number | undefined;
  /**
   * Retries of calls without an answer, or with `SERVICE_UNAVAILABLE`. `false` turns them off. Default: 8 attempts, in
   * about ten seconds.
   */
  retry?: RetryOptions | false | undefined;
  /**
   * The practice of calls, one of the account's own. A function is called at each call. Calls of `auth` have no
   * practice. Default: the account's oldest membership.
   */
  practice?: ChosenPractice | undefined;
  /**
   * A service's API key, `ct_…`, for all calls. There is no sign-in: `auth` has no session, and its functions throw a
   * `TypeError`. For servers only: a page would expose the key to its users.
   */
  apiKey?: string | undefined;
  /** Called once when the session ends, but not for this client's own `auth.logout`. */
  onSignedOut?: (() => void) | undefined;
};

/** `auth` handles these, because they create or end tokens. */
export type TokenProcedure =
  | "register"
  | "confirmRegistration"
  | "login"
  | "completeLogin"
  | "logInWithCode"
  | "refresh"
  | "logout"
  | "logoutEverywhere";

interface AccountProcedures extends Omit<ClientProcedures["account"], TokenProcedure> {}
interface PasskeyProcedures extends Omit<ClientProcedures["passkey"], "login"> {}

/**
 * The server's procedures by feature, and `auth` for accounts and sessions.
 * Call queries with `.query(input, options)` and mutations with `.mutate(input, options)`. See `CallOptions`.
 *
 * @example
 * const rename = (caretype: Client, { id, version }: Patient, name: string) =>
 *   caretype.patient.update.mutate({ id, name, expectedVersion: version });
 */
export type Client = Omit<ClientProcedures, "account" | "passkey"> & {
  readonly account: AccountProcedures;
  readonly passkey: PasskeyProcedures;
  readonly auth: Auth;
};

/**
 * Creates a client for one server, for browsers and Node. It derives its types from the server's, without code
 * generation.
 *
 * Concurrent calls share requests, with at most ten calls each. The access token is renewed before it expires, or
 * when the server refuses it, once for all waiting calls. If the session has ended, the client deletes the tokens,
 * and calls reject with `UNAUTHENTICATED`.
 *
 * A call is retried within its `timeoutMs` if its connection fails, or the server answers `SERVICE_UNAVAILABLE`. A
 * call without any response is not retried, and rejects after its `timeoutMs`. Each mutation carries its own
 * `Idempotency-Key`, so the server runs it only once. To continue after a page reload, store a key and pass it:
 * `mutate(input, { context: { idempotencyKey } })`.
 *
 * Calls reject with a `CallError`. Distinguish errors with `isErrorCode`, `isNetworkError` and `isAborted`.
 *
 * @throws {TypeError} for an invalid `url`, or for options that exclude each other.
 *
 * @example
 * const caretype = createClient({ url: "http://127.0.0.1:3000" });
 * await caretype.auth.login({ email: "ada@example.org", password });
 * const { items, nextCursor } = await caretype.patient.list.query({ limit: 10 });
 *
 * @example
 * const caretype = createClient({ url, retry: false }); // sends each call once
 *
 * @example
 * const service = createClient({ url, apiKey: process.env.CARETYPE_API_KEY });
 */
export function createClient(options: ClientOptions): Client {
  try {
    return clientOf(options);
  } catch (error) {
    if (error instanceof TypeError) callSite(createClient, error);
    throw error;
  }
}

const clientOptions = {
  url: 1,
  store: 1,
  session: 1,
  fetch: 1,
  headers: 1,
  timeoutMs: 1,
  retry: 1,
  practice: 1,
  apiKey: 1,
  onSignedOut: 1,
} satisfies Record<keyof ClientOptions, 1>;

function clientOf(options: ClientOptions): Client {
  // For callers without types.
  if (Object(options).url === undefined)
    throw new TypeError('createClient needs a url: createClient({ url: "" })');
  requireKnown(options, clientOptions, "createClient");
  const { store = memoryStore(), timeoutMs = 30_000, onSignedOut = () => undefined } = options;
  const { retry = {}, practice = null } = options;
  // Trims the key, which a file may end with a line break.
  const apiKey = options.apiKey === undefined ? undefined : String(options.apiKey).trim();
  if (apiKey !== undefined && !/^ct_[!-~]+$/.test(apiKey))
    throw new TypeError("The apiKey is invalid: an API key begins with ct_, and has no spaces");
  if (typeof practice === "string" && !practiceId.is(practice))
    throw new TypeError("The practice is not an id: see practice.list");
  if (retry) requireKnown(retry, retryOptions, "retry");
  requireDuration(timeoutMs);
  const events = new Events();
  const storage = resolveSessionStorage(options);
  const transportAlone = createTransport({ ...options, storage });
  const once: Transport = (access) =>
    storage === "cookie" ? withCookieLock(transportAlone(access)) : transportAlone(access);
  const transport: Transport = (access) => (retry ? withRetry(retry, once(access)) : once(access));
  // The deadline is the outermost wrapper. An `AbortController` in place of options loses its signal when it is
  // copied.
  const wrapped = (send: Send) => withDeadline(timeoutMs, withKey(send));
  // Without a practice: an account that has left it can still renew and end its session.
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
  const procedures = withPages(proceduresOver(withPractice(practice, refuseTokenCalls(send))));
  const auth =
    apiKey === undefined
      ? createAuth({ session, storage, events, procedures: proceduresOver(send), proceduresAs })
      : apiKeyAuth;
  // A Proxy has the type of its target, without the properties of `get`.
  return new Proxy<object>(new CaretypeClient(String(options.url)), {
    get: (_shown, key) => (key === "auth" ? auth : Reflect.get(procedures, key)),
  }) as ClientProcedures & { auth: Auth };
}

/** The console's representation of a client, without tokens. */
class CaretypeClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }
}

/** The `auth` of a client with an API key. */
const apiKeyAuth = new Proxy({} as Auth, {
  get: (_target, key) => {
    // Printing or awaiting the object reads these properties.
    if (typeof key === "symbol" || key === "then") return undefined;
    throw new TypeError("A client with an apiKey has no session: create another client to sign in");
  },
});
