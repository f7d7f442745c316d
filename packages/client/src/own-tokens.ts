import type { AccountId } from "@caretype/api";
import { accountIn } from "./access-token.ts";
import type { SignedOutReason } from "./events.ts";
import { cookiePlaceholder } from "./session-storage.ts";
import type { TokenStore, Tokens } from "./token-store.ts";

/**
 * Remembers the client's account. Another tab or process may write another account's tokens to a shared store. Those
 * are never used. `onLost` is called once when the client's own tokens are gone.
 */
export function createOwnTokens(store: TokenStore, onLost: (reason: SignedOutReason) => void) {
  let account: AccountId | null = null;
  let isSignedIn = false;
  let isCeded = false;

  /**
   * A store may keep refresh tokens only, which name no account. They count as the client's own until a renewal
   * proves otherwise.
   */
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

  /** Writes tokens, which become this client's own. Null signs out this client's account only. */
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
    /** Leaves renewed tokens to their account. A cookie has them already. */
    async cede(tokens: Tokens): Promise<null> {
      await store.write(tokens.refresh === cookiePlaceholder ? null : tokens);
      isSignedIn = false;
      isCeded = true;
      onLost("replaced");
      return null;
    },
    /** Adopts the stored tokens of any account, as when a page loads. */
    adopt(): Promise<Tokens | null> {
      account = null;
      isCeded = false;
      return read();
    },
  };
}
