import type { AccountId } from "@caretype/api";
import { accountIn } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";
import { cookiePlaceholder } from "./session-storage.ts";
import type { TokenStore, Tokens } from "./token-store.ts";

/**
 * Remembers whose client this is. Another tab or process may write the tokens of somebody else to a shared store, and
 * these are never used. `onLost` is called once when the client's own
 * tokens are gone.
 */
export function createOwnTokens(store: TokenStore, onLost: (reason: SignedOutReason) => void) {
  let account: AccountId | null = null;
  let isSignedIn = false;
  let isCeded = false;

  /** A store may keep refresh tokens alone, which name no account. They are taken for the client's until a renewal tells. */
  function isOthers(tokens: Tokens | null): tokens is Tokens {
    if (!tokens) return false;
    const whose = accountIn(tokens.access);
    return whose && account ? whose !== account : isCeded;
  }

  function own(tokens: Tokens) {
    account = accountIn(tokens.access) ?? account;
    isSignedIn = true;
    isCeded = false;
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
    isOthers,
    account: () => account,
    /** Returns the stored tokens, or null if they are another account's. */
    read,
    write,
    async end(reason: SignedOutReason): Promise<null> {
      await write(null);
      onLost(reason);
      return null;
    },
    /** Leaves renewed tokens to the account whose they are. A cookie has them already. */
    async cede(tokens: Tokens): Promise<null> {
      await store.write(tokens.refresh === cookiePlaceholder ? null : tokens);
      isSignedIn = false;
      isCeded = true;
      onLost("replaced");
      return null;
    },
    /** Takes the stored tokens, whosever they are, as at the start of a page. */
    adopt(): Promise<Tokens | null> {
      account = null;
      isCeded = false;
      return read();
    },
  };
}
