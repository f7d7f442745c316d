import type { AppRouter } from "@caretype/api";
import { type TRPCClient, TRPCClientError } from "@trpc/client";
import { readClaims } from "./access-token.ts";
import { Aborted, isErrorCode } from "./errors.ts";
import type { Events, Listen } from "./events.ts";
import type { Account, RouterInputs, RouterOutputs } from "./procedures.ts";
import type { Session } from "./session.ts";
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
  readonly accountId: string;
  /** As in `session.list`. */
  readonly sessionId: string;
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
   * Signs in, by `email` or `username`. Replaces whoever was signed in; their session is not ended.
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
   * tokens until they expire, or until `logoutEverywhere`. Rejects only when the token store fails.
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
   * const stop = caretype.auth.on("signedOut", ({ reason }) => reason === "ended" && showLogin());
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
  events: Events;
  /** Calls with the session's tokens. */
  procedures: TRPCClient<AppRouter>;
  /** Calls with this token, or none. */
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
};

export function createAuth({ session, events, procedures, proceduresAs }: AuthOptions): Auth {
  const open = proceduresAs(null);
  let logouts = 0;

  /** Who has logged out while the answer was on its way must not find themselves signed in. */
  async function signIn(tokens: Tokens, logoutsBefore: number) {
    if (logouts === logoutsBefore) {
      await session.replace(tokens);
      const signedIn = toClientSession(tokens);
      if (signedIn) events.emit("signedIn", { accountId: signedIn.accountId });
      return;
    }
    await endSession(tokens, proceduresAs);
    throw TRPCClientError.from(new Aborted("Logged out before the answer came"));
  }

  async function signingIn<Answer extends { tokens: Tokens }>(answering: Promise<Answer>): Promise<Answer> {
    const before = logouts;
    const answer = await answering;
    await signIn(answer.tokens, before);
    return answer;
  }

  function tellOfChallenge(error: unknown): never {
    if (isErrorCode(error, "SECOND_FACTOR_REQUIRED")) {
      events.emit("mfaRequired", { reason: "login", ...error.data.secondFactor });
    }
    throw error;
  }

  return {
    async register(input, options) {
      const before = logouts;
      const registered = await open.account.register.mutate(input, options);
      if (registered.tokens) await signIn(registered.tokens, before);
      return registered;
    },
    login: (input, options) => signingIn(open.account.login.mutate(input, options).catch(tellOfChallenge)),
    completeLogin: (input, options) => signingIn(open.account.completeLogin.mutate(input, options)),
    loginWithPasskey: (input, options) => signingIn(open.passkey.login.mutate(input, options)),
    confirmRegistration: (input, options) =>
      signingIn(open.account.confirmRegistration.mutate(input, options)),
    async logout() {
      logouts += 1;
      const held = await session.replace(null);
      if (held) events.emit("signedOut", { reason: "logout" });
      return { endedOnServer: !held || (await endSession(held, proceduresAs)) };
    },
    async logoutEverywhere() {
      await procedures.account.logoutEverywhere.mutate();
      if (await session.replace(null)) events.emit("signedOut", { reason: "logout" });
    },
    me: (options) => procedures.account.me.query(undefined, options),
    isSignedIn: async () => Boolean(await session.held()),
    session: async () => toClientSession(await session.held()),
    on: events.on,
    accessToken: async () => (await session.tokens())?.access ?? null,
  };
}

function toClientSession(tokens: Tokens | null): ClientSession | null {
  const claims = tokens && readClaims(tokens.access);
  if (!claims?.accountId) return null;
  const { accountId, sessionId, expiresAt } = claims;
  return { accountId, sessionId, accessExpiresAt: new Date(expiresAt) };
}

/** Whether the session is over now. To end one takes an access token that is good: an old one is renewed. */
async function endSession(
  { access, refresh }: Tokens,
  proceduresAs: AuthOptions["proceduresAs"],
): Promise<boolean> {
  const end = (token: string) => proceduresAs(token).account.logout.mutate({ refresh });
  try {
    await end(access).catch(async (error: unknown) => {
      if (!isErrorCode(error, "UNAUTHENTICATED")) throw error;
      await end((await proceduresAs(null).account.refresh.mutate({ refresh })).access);
    });
    return true;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED");
  }
}
