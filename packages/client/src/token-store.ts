/**
 * The tokens of a signed-in client. They allow anyone to act as the account: never log them.
 *
 * @example
 * const { tokens } = await caretype.auth.login({ email, password });
 */
export type Tokens = {
  /**
   * Sent with each call.
   * Valid for 60 minutes, unless the server is configured otherwise.
   */
  access: string;
  /**
   * Exchanged once for new tokens.
   * Valid for 7 days, unless the server is configured otherwise.
   */
  refresh: string;
};

/**
 * Stores the tokens. Both functions may be synchronous or asynchronous.
 * If one fails, the call that needed it rejects. The client never writes twice at the same time.
 *
 * In `localStorage`, tokens survive a reload and are shared by all tabs. But any script on the page can read them while
 * they are valid. Use it only with a strict Content-Security-Policy.
 *
 * A client never uses another account's tokens: it signs out, with the reason in `signedOut`. A new client, as after
 * a reload, and `auth.resume` adopt whatever is stored.
 *
 * @example
 * const store: TokenStore = {
 *   read: () => JSON.parse(localStorage.getItem("caretype") ?? "null"),
 *   write: (tokens) => localStorage.setItem("caretype", JSON.stringify(tokens)),
 * };
 * const caretype = createClient({ url, store });
 */
export type TokenStore = {
  /** Returns the latest written tokens, or null if signed out. */
  read(): Tokens | null | Promise<Tokens | null>;
  /** Replaces the tokens. Null signs out. */
  write(tokens: Tokens | null): void | Promise<void>;
  /**
   * Runs `work` under a mutex between processes or tabs. Needed only if several share the store: one of them then
   * renews the tokens, even if it must retry for long. Without it, two concurrent renewals get the same tokens if the
   * second comes within a few seconds.
   *
   * @example
   * const store: TokenStore = { read, write, lock: (work) => navigator.locks.request("caretype", work) };
   */
  lock?<Result>(work: () => Promise<Result>): Promise<Result>;
};

/**
 * The default store, in memory only. Initial tokens make the client signed in.
 *
 * @example
 * const caretype = createClient({ url, store: memoryStore({ access, refresh }) });
 */
export function memoryStore(tokens: Tokens | null = null): TokenStore {
  let held = tokens;
  return {
    read: () => held,
    write: (next) => {
      held = next;
    },
  };
}
