import type { AccountId, AppRouter, SessionId } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { CallError, callSite } from "./call-error.ts";
import { type CookieSession, createCookieSession } from "./cookie-session.ts";
import { endSession } from "./end-session.ts";
import { Aborted, isErrorCode } from "./errors.ts";
import type { Events, Listen } from "./events.ts";
import type { Account, RouterInputs, RouterOutputs } from "./procedures.ts";
import type { Session } from "./session.ts";
import type { SessionPlace } from "./session-place.ts";
import type { Tokens } from "./token-store.ts";

type Inputs = RouterInputs["account"];
type Outputs = RouterOutputs["account"];
type LoggedIn = Outputs["login"];

type CallOptions = { signal?: AbortSignal };

/**
 * Who is signed in, as the tokens say it: the server is not asked.
 *
 * @example
 * const session: ClientSession | null = await caretype.auth.session();
 */
export type ClientSession = {
  readonly accountId: AccountId;
  /** As in `session.list`. */
  readonly sessionId: SessionId;
  /** When the access token runs out, by the server's clock; the client renews it by itself. */
  readonly accessExpiresAt: Date;
};

/**
 * Accounts and sessions: what makes, keeps and ends the tokens. Of two logins under way at the same time,
 * the one that is answered last counts; a log-out counts over both (`isAborted`).
 *
 * @example
 * const { auth } = createClient({ url });
 */
export type Auth = {
  /**
   * Makes an account, with a practice of its own, and signs in as it, unless the server wants the e-mail
   * address verified first (`tokens` is null then, and a session that was open stays open).
   *
   * Rejects with `INVALID_INPUT`, `EMAIL_TAKEN`, `USERNAME_TAKEN`, `REGISTRATION_CLOSED`.
   *
   * @example
   * const account = await caretype.auth.register({ email: "ada@example.org", password });
   */
  register(input: Inputs["register"], options?: CallOptions): Promise<Outputs["register"]>;
  /**
   * Signs in, by `email` or `username`. Replaces whoever was signed in; their session is not ended, unless
   * it is in a cookie: then the server ends it.
   *
   * Rejects with `INVALID_CREDENTIALS` for anything wrong, with nothing changed, and with `SECOND_FACTOR_REQUIRED` where
   * the account has one: go on with `completeLogin`, or give a `code` along with the password.
   *
   * @example
   * const { user } = await caretype.auth.login({ email: "ada@example.org", password });
   */
  login(input: Inputs["login"], options?: CallOptions): Promise<Outputs["login"]>;
  /**
   * The second step of a log-in that was refused with `SECOND_FACTOR_REQUIRED`: its `challenge`, and a `code` of the
   * authenticator app, a `recoveryCode`, or what a `passkey` answered to `passkey.assertionOptions`.
   *
   * Rejects with `INVALID_SECOND_FACTOR`; after five failures the log-in begins anew.
   *
   * @example
   * await caretype.auth.completeLogin({ challenge: error.data.secondFactor.challenge, code: "123456" });
   */
  completeLogin(input: Inputs["completeLogin"], options?: CallOptions): Promise<LoggedIn>;
  /**
   * Signs in with a passkey alone: with what the browser answered to the options of `passkey.loginOptions`, for example
   * by `@simplewebauthn/browser`.
   *
   * Rejects with `INVALID_CREDENTIALS` for anything wrong.
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
   * Makes the account that a registration has waited for, where the server wants addresses verified first, by the token
   * of the mailed link, and signs in as it.
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
   * Signs out. The tokens are forgotten at once and whatever happens; then the server is told.
   * `endedOnServer` is false when it could not be: the session can then be used by whoever has copied its
   * tokens until they expire, or until `logoutEverywhere`; called again, it tries again to tell the server. Rejects only
   * when the token store fails.
   *
   * @example
   * const { endedOnServer } = await caretype.auth.logout();
   */
  logout(): Promise<{ endedOnServer: boolean }>;
  /**
   * Ends all sessions of the account, on all devices, and signs out. When it rejects, nothing is known to
   * have ended, and this client stays signed in.
   *
   * Rejects with `UNAUTHENTICATED` when signed out.
   *
   * @example
   * await caretype.auth.logoutEverywhere();
   */
  logoutEverywhere(): Promise<void>;
  /**
   * The account that is signed in, as the server has it. Rejects with `UNAUTHENTICATED` when there is none.
   *
   * @example
   * const { username } = await caretype.auth.me();
   */
  me(options?: CallOptions): Promise<Account>;
  /**
   * For the start of a page, with `session: "cookie"`: whether the browser has a session, which then goes on here. Null
   * where there is none. Where the session is not kept in a cookie, whose tokens are held, as `session` says it.
   *
   * Rejects when the server could not say, such as when it is out of reach; ask again then.
   *
   * @example
   * if (!(await caretype.auth.resume())) showLogin();
   */
  resume(): Promise<ClientSession | null>;
  /**
   * Whether tokens are held. The server is not asked: it may have ended the session since.
   *
   * @example
   * if (!(await caretype.auth.isSignedIn())) showLogin();
   */
  isSignedIn(): Promise<boolean>;
  /**
   * Whose tokens are held; null when signed out.
   *
   * @example
   * const ownId = (await caretype.auth.session())?.accountId;
   */
  session(): Promise<ClientSession | null>;
  /**
   * Listens, until the function that it returns is called.
   *
   * @example
   * const stop = caretype.auth.on("signedOut", ({ reason }) => reason !== "logout" && showLogin());
   */
  on: Listen;
  /**
   * An access token that is fresh, for requests outside of this client, such as a download by REST; null
   * when signed out. Rejects like any call when it has to be renewed and cannot be.
   *
   * @example
   * const headers = { authorization: `Bearer ${await caretype.auth.accessToken()}` };
   */
  accessToken(): Promise<string | null>;
};

type AuthOptions = {
  session: Session;
  place: SessionPlace;
  events: Events;
  /** Calls with the session's tokens. */
  procedures: TRPCClient<AppRouter>;
  /** Calls with this token, or none. */
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
};

export function createAuth({ session, place, events, procedures, proceduresAs }: AuthOptions): Auth {
  const open = proceduresAs(null);
  let logouts = 0;
  /** Of a session that could not be ended: the next log-out tries it again. */
  let unended: Tokens | null = null;
  const cookie =
    place === "cookie" ? createCookieSession({ session, proceduresAs, logouts: () => logouts }) : null;

  function signedOut(held: Tokens) {
    cookie?.tellEnding(held.access);
    events.emit("signedOut", { reason: "logout" });
  }

  const signingIn = createSigningIn({ session, events, cookie, proceduresAs, logouts: () => logouts });

  return {
    register: (input, options) => signingIn("account.register", open.account.register.mutate(input, options)),
    login: (input, options) =>
      signingIn("account.login", open.account.login.mutate(input, options).catch(tellOfChallenge(events))),
    completeLogin: (input, options) =>
      signingIn("account.completeLogin", open.account.completeLogin.mutate(input, options)),
    loginWithPasskey: (input, options) =>
      signingIn("passkey.login", open.passkey.login.mutate(input, options)),
    confirmRegistration: (input, options) =>
      signingIn("account.confirmRegistration", open.account.confirmRegistration.mutate(input, options)),
    async logout() {
      logouts += 1;
      const held = await session.replace(null);
      if (held) signedOut(held);
      const ending = held ?? unended ?? cookie?.unasked() ?? null;
      const over = ending && (await endSession(ending, proceduresAs));
      unended = over === null ? ending : null;
      // A tab that has signed in meanwhile asks whether its session has ended with this one.
      if (over !== null) cookie?.tell("signedOut", over);
      return { endedOnServer: !unended };
    },
    async logoutEverywhere() {
      await procedures.account.logoutEverywhere.mutate();
      const held = await session.replace(null);
      if (held) signedOut(held);
    },
    me: (options) => procedures.account.me.query(undefined, options),
    async resume() {
      const held = await session.held();
      return toClientSession(held || !cookie ? held : await cookie.resume());
    },
    isSignedIn: async () => Boolean(await session.held()),
    session: async () => toClientSession(await session.held()),
    on: events.on,
    accessToken: async () => (await session.tokens())?.access ?? null,
  };
}

type SigningIn = Pick<AuthOptions, "session" | "events" | "proceduresAs"> & {
  cookie: CookieSession | null;
  /** How often this client has logged out. */
  logouts: () => number;
};

/** Who has logged out while the answer was on its way must not find themselves signed in. */
function createSigningIn({ session, events, cookie, proceduresAs, logouts }: SigningIn) {
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
      throw new CallError(new Aborted("Logged out before the answer came"), { path, site });
    }
    await session.replace(answer.tokens);
    cookie?.tell("signedIn", answer.tokens.access);
    const signedIn = toClientSession(answer.tokens);
    if (signedIn) events.emit("signedIn", { accountId: signedIn.accountId });
    return answer;
  };
}

const tellOfChallenge = (events: Events) => (error: unknown) => {
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
