import type { AccountId, AppRouter, SessionId } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { CallError, callSite, fromCaller } from "./call-error.ts";
import { type CookieSession, createCookieSession } from "./cookie-session.ts";
import { endSession } from "./end-session.ts";
import { Aborted, isErrorCode } from "./errors.ts";
import type { Events, Listen } from "./events.ts";
import type { RouterInputs, RouterOutputs } from "./procedures.ts";
import type { Account } from "./records.ts";
import type { Session } from "./session.ts";
import type { SessionStorageKind } from "./session-storage.ts";
import { watchStore } from "./tab-channel.ts";
import type { Tokens } from "./token-store.ts";

type Inputs = RouterInputs["account"];
type Outputs = RouterOutputs["account"];
type LoggedIn = Outputs["login"];

type CallOptions = { signal?: AbortSignal };

/**
 * The signed-in account, read from the tokens without asking the server.
 *
 * @example
 * const session: ClientSession | null = await caretype.auth.session();
 */
export type ClientSession = {
  readonly accountId: AccountId;
  /** The id in `session.list`. */
  readonly sessionId: SessionId;
  /** The access token's expiry, by the server's clock. The client renews it automatically. */
  readonly accessExpiresAt: Date;
};

/**
 * Accounts and sessions: creates, keeps and ends the tokens. After two concurrent sign-ins, the later answer wins. A
 * sign-out wins over both (`isAborted`).
 *
 * @example
 * const { auth } = createClient({ url });
 */
export type Auth = {
  /**
   * Creates an account with its own practice, and signs in.
   * If the server requires a verified email address first, `tokens` is null, and an open session stays open.
   *
   * Rejects with `INVALID_INPUT`, `EMAIL_TAKEN`, `USERNAME_TAKEN`, `REGISTRATION_CLOSED`.
   *
   * @example
   * const account = await caretype.auth.register({ email: "ada@example.org", password });
   */
  register(input: Inputs["register"], options?: CallOptions): Promise<Outputs["register"]>;
  /**
   * Signs in by `email` or `username`, and replaces the signed-in account. The earlier session does not end, unless
   * it is in a cookie: then the server ends it.
   *
   * Rejects with `INVALID_CREDENTIALS` for any wrong credentials, and changes nothing. Rejects with
   * `SECOND_FACTOR_REQUIRED` if the account has a second factor. Then continue with `completeLogin`, or pass a `code`
   * with the password.
   *
   * @example
   * const { user } = await caretype.auth.login({ email: "ada@example.org", password });
   */
  login(input: Inputs["login"], options?: CallOptions): Promise<Outputs["login"]>;
  /**
   * Completes a sign-in that was refused with `SECOND_FACTOR_REQUIRED`.
   * Pass its `challenge`, and a `code` from the authenticator app, a `recoveryCode`, or a `passkey`'s response to
   * `passkey.assertionOptions`.
   *
   * Rejects with `INVALID_SECOND_FACTOR`. After five failures, the sign-in must start again.
   *
   * @example
   * await caretype.auth.completeLogin({ challenge: error.data.secondFactor.challenge, code: "123456" });
   */
  completeLogin(input: Inputs["completeLogin"], options?: CallOptions): Promise<LoggedIn>;
  /**
   * Signs in with a passkey alone.
   * Pass the browser's response to the options of `passkey.loginOptions`, for example from `@simplewebauthn/browser`.
   *
   * Rejects with `INVALID_CREDENTIALS` for any wrong credentials.
   *
   * @example
   * const optionsJSON = await caretype.passkey.loginOptions.mutate();
   * const response = await startAuthentication({ optionsJSON });
   * await caretype.auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
   */
  loginWithPasskey(
    input: RouterInputs["passkey"]["login"],
    options?: CallOptions,
  ): Promise<RouterOutputs["passkey"]["login"]>;
  /**
   * Signs in a program with a code of `account.createLoginCode`, which a page in the browser passes to it.
   * `codeVerifier` is the program's secret, whose hash the page has sent (PKCE).
   *
   * Rejects with `INVALID_LOGIN_CODE` for any invalid or expired code.
   *
   * @example
   * await caretype.auth.loginWithCode({ code, codeVerifier });
   */
  loginWithCode(input: Inputs["logInWithCode"], options?: CallOptions): Promise<Outputs["logInWithCode"]>;
  /**
   * Confirms a registration with the token of the emailed link, creates the account, and signs in.
   * Needed only if the server requires verified addresses.
   *
   * Rejects with `INVALID_LINK`.
   *
   * @example
   * await caretype.auth.confirmRegistration({ token, password });
   */
  confirmRegistration(
    input: Inputs["confirmRegistration"],
    options?: CallOptions,
  ): Promise<Outputs["confirmRegistration"]>;
  /**
   * Signs out: deletes the tokens at once, in any case, and then ends the session on the server.
   * `endedOnServer` is false if the server could not be reached. Copied tokens then work until they expire, or until
   * `logoutEverywhere`. Call `logout` again to retry. Rejects only if the token store fails.
   *
   * @example
   * const { endedOnServer } = await caretype.auth.logout();
   */
  logout(): Promise<{ endedOnServer: boolean }>;
  /**
   * Ends all sessions of the account, on all devices, and signs out.
   * If it rejects, the sessions may still be open, and this client stays signed in.
   *
   * Rejects with `UNAUTHENTICATED` if signed out.
   *
   * @example
   * await caretype.auth.logoutEverywhere();
   */
  logoutEverywhere(): Promise<void>;
  /**
   * Returns the signed-in account from the server. Rejects with `UNAUTHENTICATED` if signed out.
   *
   * @example
   * const { username } = await caretype.auth.me();
   */
  me(options?: CallOptions): Promise<Account>;
  /**
   * Continues the browser's session when a page loads. Returns null without a session. With a `store`, adopts the
   * stored tokens, also another account's.
   *
   * Rejects if the server cannot tell, for example because it cannot be reached. Then retry.
   *
   * @example
   * if (!(await caretype.auth.resume())) showLogin();
   */
  resume(): Promise<ClientSession | null>;
  /**
   * Whether the client has tokens. Does not ask the server, which may have ended the session.
   *
   * @example
   * if (!(await caretype.auth.isSignedIn())) showLogin();
   */
  isSignedIn(): Promise<boolean>;
  /**
   * Returns the session of the client's tokens, or null if signed out.
   *
   * @example
   * const ownId = (await caretype.auth.session())?.accountId;
   */
  session(): Promise<ClientSession | null>;
  /**
   * Adds a listener. Returns a function that removes it.
   *
   * @example
   * const stop = caretype.auth.on("signedOut", ({ reason }) => reason !== "logout" && showLogin());
   */
  on: Listen;
  /**
   * Returns a fresh access token for requests outside of this client, such as a download over REST.
   * Returns null if signed out. Rejects like any call if the token must be renewed and cannot be.
   *
   * @example
   * const headers = { authorization: `Bearer ${await caretype.auth.accessToken()}` };
   */
  accessToken(): Promise<string | null>;
};

type AuthOptions = {
  session: Session;
  storage: SessionStorageKind;
  events: Events;
  /** Calls with the session's tokens. */
  procedures: TRPCClient<AppRouter>;
  /** Calls with this token, or without one. */
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
};

export function createAuth({ session, storage, events, procedures, proceduresAs }: AuthOptions): Auth {
  const { account: open, passkey } = proceduresAs(null);
  let logouts = 0;
  const count = () => logouts;
  /** Tokens of a session that could not be ended. The next sign-out retries it. */
  let unended: Tokens | null = null;
  const cookie = storage === "cookie" ? createCookieSession({ session, proceduresAs, logouts: count }) : null;
  const tellTabs = storage === "store" ? watchStore(session) : () => undefined;

  function signedOut(held: Tokens) {
    cookie?.broadcastEnd(held.access);
    tellTabs();
    events.emit("signedOut", { reason: "logout" });
  }

  const signingIn = createSigningIn({ session, events, cookie, tellTabs, proceduresAs, logouts: count });

  return {
    register: fromCaller((input, options) =>
      signingIn("account.register", open.register.mutate(input, options)),
    ),
    login: fromCaller((input, options) =>
      signingIn("account.login", open.login.mutate(input, options).catch(emitMfaRequired(events))),
    ),
    completeLogin: fromCaller((input, options) =>
      signingIn("account.completeLogin", open.completeLogin.mutate(input, options)),
    ),
    loginWithPasskey: fromCaller((input, options) =>
      signingIn("passkey.login", passkey.login.mutate(input, options)),
    ),
    loginWithCode: fromCaller((input, options) =>
      signingIn("account.logInWithCode", open.logInWithCode.mutate(input, options)),
    ),
    confirmRegistration: fromCaller((input, options) =>
      signingIn("account.confirmRegistration", open.confirmRegistration.mutate(input, options)),
    ),
    async logout() {
      logouts += 1;
      const held = await session.replace(null);
      if (held) signedOut(held);
      const ending = held ?? unended ?? cookie?.uncheckedCookie() ?? null;
      const over = ending && (await endSession(ending, proceduresAs, session.account()));
      unended = over === null ? ending : null;
      // A tab that has signed in since then checks whether its session has ended, too.
      if (over !== null) cookie?.broadcast("signedOut", over);
      return { endedOnServer: !unended };
    },
    logoutEverywhere: fromCaller(async () => {
      await procedures.account.logoutEverywhere.mutate();
      const held = await session.replace(null);
      if (held) signedOut(held);
    }),
    me: fromCaller((options) => procedures.account.me.query(undefined, options)),
    resume: fromCaller(async () => {
      const held = await session.adopt();
      return toClientSession(held || !cookie ? held : await cookie.resume());
    }),
    isSignedIn: async () => Boolean(await session.held()),
    session: async () => toClientSession(await session.held()),
    on: events.on,
    accessToken: fromCaller(async () => (await session.tokens())?.access ?? null),
  };
}

type SigningIn = Pick<AuthOptions, "session" | "events" | "proceduresAs"> & {
  cookie: CookieSession | null;
  tellTabs: () => void;
  logouts: () => number;
};

/** Signs in, unless the user signed out before the answer arrived. */
function createSigningIn({ session, events, cookie, tellTabs, proceduresAs, logouts }: SigningIn) {
  return async function signingIn<Answer extends { tokens: Tokens | null }>(
    path: string,
    answering: Promise<Answer>,
  ): Promise<Answer> {
    const site = callSite(signingIn);
    const before = logouts();
    const answer = await answering;
    if (!answer.tokens) return answer;
    if (logouts() !== before) {
      await endSession(answer.tokens, proceduresAs);
      throw new CallError(new Aborted("Signed out before the answer came"), { path, site });
    }
    await session.replace(answer.tokens);
    cookie?.broadcast("signedIn", answer.tokens.access);
    tellTabs();
    const signedIn = toClientSession(answer.tokens);
    if (signedIn) events.emit("signedIn", { accountId: signedIn.accountId });
    return answer;
  };
}

const emitMfaRequired = (events: Events) => (error: unknown) => {
  if (isErrorCode(error, "SECOND_FACTOR_REQUIRED")) {
    events.emit("mfaRequired", { reason: "login", ...error.data.secondFactor });
  }
  throw error;
};

function toClientSession(tokens: Tokens | null): ClientSession | null {
  const claims = tokens && readClaims(tokens.access);
  if (!claims?.accountId) return null;
  const { accountId, sessionId, expiresAt } = claims;
  return { accountId, sessionId, accessExpiresAt: new Date(expiresAt) };
}
