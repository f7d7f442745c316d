/**
 * What a signed-in client holds. Whoever has them acts as the account: never log them.
 *
 * @example
 * const { tokens } = await caretype.auth.login({ email, password });
 */
export type Tokens = {
  /** Sent with each call; good for minutes (60 unless the server is set otherwise). */
  access: string;
  /** Exchanged for new tokens, once; good for days (7 unless the server is set otherwise). */
  refresh: string;
};

/**
 * Where the tokens are kept. Both functions may answer at once or with a promise; an error of theirs
 * rejects the call that needed them. The client writes one after another, never two at once.
 *
 * Kept in `localStorage`, tokens outlive a reload and are shared by all tabs, but any script that runs on
 * the page can read them for as long as they are good: do it only under a strict Content-Security-Policy.
 *
 * @example
 * const store: TokenStore = {
 *   read: () => JSON.parse(localStorage.getItem("caretype") ?? "null"),
 *   write: (tokens) => localStorage.setItem("caretype", JSON.stringify(tokens)),
 * };
 * const caretype = createClient({ url, store });
 */
export type TokenStore = {
  /** The tokens written last; null when signed out. */
  read(): Tokens | null | Promise<Tokens | null>;
  /** Replaces the tokens; null signs out. */
  write(tokens: Tokens | null): void | Promise<void>;
};

/**
 * The default store: gone with the page or process. Tokens given to it at first make a signed-in client.
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
