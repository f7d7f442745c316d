import { isOtherAccount } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";
import type { TokenStore, Tokens } from "./token-store.ts";

/**
 * Remembers whose client this is. Another tab or process may write the tokens of somebody else to a shared store, and
 * these are never used. `onLost` is called once when the client's own
 * tokens are gone.
 */
export function createOwnTokens(store: TokenStore, onLost: (reason: SignedOutReason) => void) {
  let newest: Tokens | null = null;
  let isSignedIn = false;

  const isOthers = (tokens: Tokens | null) =>
    tokens !== null && newest !== null && isOtherAccount(newest.access, tokens.access);

  function own(tokens: Tokens) {
    newest = tokens;
    isSignedIn = true;
  }

  async function read(): Promise<Tokens | null> {
    const now = await store.read();
    if (now && !isOthers(now)) {
      own(now);
      return now;
    }
    if (isSignedIn) {
      isSignedIn = false;
      onLost(now ? "replaced" : "otherTab");
    }
    return null;
  }

  async function isHeldByOthers() {
    try {
      return isOthers(await store.read());
    } catch {
      return false;
    }
  }

  /** Writes tokens that are this client's from now on. Null signs out, but nobody else. */
  async function write(tokens: Tokens | null): Promise<void> {
    if (tokens || !(await isHeldByOthers())) await store.write(tokens);
    if (tokens) own(tokens);
    else isSignedIn = false;
  }

  return {
    /** Returns the stored tokens, or null if they are another account's. */
    read,
    write,
    async end(reason: SignedOutReason): Promise<null> {
      await write(null);
      onLost(reason);
      return null;
    },
    /** Takes the stored tokens, whosever they are, as at the start of a page. */
    adopt(): Promise<Tokens | null> {
      newest = null;
      return read();
    },
  };
}
