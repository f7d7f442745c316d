import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { isErrorCode } from "./errors.ts";
import type { Account, RouterInputs, RouterOutputs } from "./procedures.ts";
import type { Session } from "./session.ts";
import type { Tokens } from "./token-store.ts";

type Inputs = RouterInputs["account"];
type Outputs = RouterOutputs["account"];

type CallOptions = { signal?: AbortSignal };

/** Accounts and sessions: what makes, keeps and ends the tokens. */
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
  signedIn: TRPCClient<AppRouter>;
  /** Calls with this token, or none. */
  clientWith: (access: string | null) => TRPCClient<AppRouter>;
};

export function createAuth({ session, signedIn, clientWith }: AuthOptions): Auth {
  const open = clientWith(null);
  return {
    async register(input, options) {
      const registered = await open.account.register.mutate(input, options);
      if (registered.tokens) await session.replace(registered.tokens);
      return registered;
    },
    async login(input, options) {
      const loggedIn = await open.account.login.mutate(input, options);
      await session.replace(loggedIn.tokens);
      return loggedIn;
    },
    async logout() {
      const held = await session.replace(null);
      return { endedOnServer: held === null || (await endSession(held, clientWith)) };
    },
    async logoutEverywhere() {
      await signedIn.account.logoutEverywhere.mutate();
      await session.replace(null);
    },
    me: (options) => signedIn.account.me.query(undefined, options),
    isSignedIn: async () => (await session.held()) !== null,
    accessToken: async () => (await session.tokens())?.access ?? null,
  };
}

/** Whether the session is over now. To end one takes an access token that is good: an old one is renewed. */
async function endSession(
  { access, refresh }: Tokens,
  clientWith: AuthOptions["clientWith"],
): Promise<boolean> {
  const end = (token: string) => clientWith(token).account.logout.mutate({ refresh });
  try {
    await end(access).catch(async (error: unknown) => {
      if (!isErrorCode(error, "UNAUTHENTICATED")) throw error;
      await end((await clientWith(null).account.refresh.mutate({ refresh })).access);
    });
    return true;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED");
  }
}
