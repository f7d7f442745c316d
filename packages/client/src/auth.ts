import type { AppRouter } from "@caretype/api";
import { type TRPCClient, TRPCClientError } from "@trpc/client";
import { Aborted, isErrorCode } from "./errors.ts";
import type { Account, RouterInputs, RouterOutputs } from "./procedures.ts";
import type { Session } from "./session.ts";
import type { Tokens } from "./token-store.ts";

type Inputs = RouterInputs["account"];
type Outputs = RouterOutputs["account"];

type CallOptions = { signal?: AbortSignal };

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
   * Rejects with `INVALID_CREDENTIALS` for anything wrong, with nothing changed.
   *
   * @example
   * const { user } = await caretype.auth.login({ email: "ada@example.org", password });
   */
  login(input: Inputs["login"], options?: CallOptions): Promise<Outputs["login"]>;
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
  /** Calls with the session's tokens. */
  procedures: TRPCClient<AppRouter>;
  /** Calls with this token, or none. */
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>;
};

export function createAuth({ session, procedures, proceduresAs }: AuthOptions): Auth {
  const open = proceduresAs(null);
  let logouts = 0;

  /** Who has logged out while the answer was on its way must not find themselves signed in. */
  async function signIn(tokens: Tokens, logoutsBefore: number) {
    if (logouts === logoutsBefore) return void (await session.replace(tokens));
    await endSession(tokens, proceduresAs);
    throw TRPCClientError.from(new Aborted("Logged out before the answer came"));
  }

  return {
    async register(input, options) {
      const before = logouts;
      const registered = await open.account.register.mutate(input, options);
      if (registered.tokens) await signIn(registered.tokens, before);
      return registered;
    },
    async login(input, options) {
      const before = logouts;
      const loggedIn = await open.account.login.mutate(input, options);
      await signIn(loggedIn.tokens, before);
      return loggedIn;
    },
    async logout() {
      logouts += 1;
      const held = await session.replace(null);
      return { endedOnServer: !held || (await endSession(held, proceduresAs)) };
    },
    async logoutEverywhere() {
      await procedures.account.logoutEverywhere.mutate();
      await session.replace(null);
    },
    me: (options) => procedures.account.me.query(undefined, options),
    isSignedIn: async () => Boolean(await session.held()),
    accessToken: async () => (await session.tokens())?.access ?? null,
  };
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
