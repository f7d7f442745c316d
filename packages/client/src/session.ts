import type { AccountId } from "@caretype/api";
import { createExpiry, isSameSession, readClaims } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
import type { SignedOutReason } from "./events.ts";
import { createOwnTokens } from "./own-tokens.ts";
import { effectOf, type TabMessage } from "./tab-channel.ts";
import type { TokenStore, Tokens } from "./token-store.ts";

export type Session = {
  /** Returns the stored tokens, or null if signed out. */
  held(): Promise<Tokens | null>;
  /** The client's current or last account. Null: never signed in. */
  account(): AccountId | null;
  /** Returns the tokens to send, renewed first if they expire soon, or null if signed out. */
  tokens(): Promise<Tokens | null>;
  /**
   * Returns newer tokens of the same session after the server refused these, or null if it has ended. Rejects and
   * keeps the tokens if the server cannot tell, for example because it cannot be reached.
   */
  renew(refused: Tokens): Promise<Tokens | null>;
  /** Signs in or out, regardless of calls in progress. Returns the previous tokens. */
  replace(tokens: Tokens | null): Promise<Tokens | null>;
  /** Signs in unless the client is already signed in. Returns the stored tokens. */
  fill(tokens: Tokens): Promise<Tokens | null>;
  /**
   * Adopts the stored tokens of any account, as when a page loads. Returns them, or null if there are none.
   * Otherwise, another account's tokens are never used.
   */
  adopt(): Promise<Tokens | null>;
  /** Handles another tab's message about the shared session. */
  receive(message: TabMessage): Promise<void>;
};

type SessionOptions = {
  store: TokenStore;
  /** Exchanges a refresh token. */
  exchange(refresh: string): Promise<Tokens>;
  onSignedOut: (reason: SignedOutReason) => void;
};

/**
 * Compares both tokens: with a cookie, all refresh tokens are equal, and in a store, access tokens may be missing.
 */
const isSamePair = (one: Tokens | null, other: Tokens) =>
  one?.refresh === other.refresh && one.access === other.access;

/**
 * Keeps one session's tokens fresh. Another tab may share the store, so only the store is authoritative. A refresh
 * writes its result only if the store still has its initial tokens. So it never undoes a concurrent sign-out or
 * sign-in.
 */
export function createSession({ store, exchange, onSignedOut }: SessionOptions): Session {
  const expiry = createExpiry();
  const { afterWrites, write } = createWriteQueue();
  const { isContinued, supersede, forget } = createSupersededSessions();

  const own = createOwnTokens(store, (reason) => {
    forget();
    queueMicrotask(() => onSignedOut(reason));
  });
  const held = () => afterWrites(own.read);
  const successorOf = (used: Tokens, now: Tokens | null) => (now && isContinued(used, now) ? now : null);

  /** Call it only within a `write`. */
  async function take(tokens: Tokens): Promise<Tokens> {
    await own.write(tokens);
    expiry.received(tokens.access);
    return tokens;
  }

  async function refreshAlone(used: Tokens): Promise<Tokens | null> {
    const renewed = await exchange(used.refresh).catch(nullIfRefused);
    return write(async () => {
      const now = await store.read();
      if (!isSamePair(now, used)) return successorOf(used, now);
      if (!renewed) return own.end("ended");
      // Another tab has signed in as another account, whose session is in the cookie now.
      if (own.isOthers(renewed)) return own.cede(renewed);
      supersede(used, renewed);
      return take(renewed);
    });
  }
  const refresh = oncePerPair(underLock(store, { refreshAlone, held, successorOf }));

  return {
    held,
    account: own.account,
    async tokens() {
      const now = await held();
      if (!now || !expiry.isNear(now.access)) return now;
      return refresh(now).catch((error: unknown) => {
        if (expiry.isOver(now.access)) throw error;
        return now;
      });
    },
    async renew(refused) {
      const now = await held();
      if (!now || now.access === refused.access) return now && refresh(now);
      return successorOf(refused, now);
    },
    replace(tokens) {
      if (tokens) expiry.received(tokens.access);
      return write(async () => {
        forget();
        try {
          return await own.read();
        } finally {
          await own.write(tokens);
        }
      });
    },
    adopt: () => afterWrites(own.adopt),
    fill: (tokens) =>
      write(async () => {
        const now = await store.read();
        return now ?? take(tokens);
      }),
    async receive(message) {
      const doubtful = await write(async () => {
        const now = await store.read();
        const effect = now && effectOf(now.access, message);
        return effect === "doubtful" ? now : effect && own.end(effect);
      });
      // If the server cannot be reached now, the next renewal decides.
      await (doubtful && refresh(doubtful).catch(() => null));
    },
  };
}

type Renewal = {
  refreshAlone(used: Tokens): Promise<Tokens | null>;
  held(): Promise<Tokens | null>;
  successorOf(used: Tokens, now: Tokens | null): Tokens | null;
};

/** Renews under the store's lock, unless another process or tab did so in the meantime. */
function underLock(store: TokenStore, { refreshAlone, held, successorOf }: Renewal) {
  return async (used: Tokens): Promise<Tokens | null> => {
    if (!store.lock) return refreshAlone(used);
    return store.lock(async () => {
      const now = await held();
      return isSamePair(now, used) ? refreshAlone(used) : successorOf(used, now);
    });
  };
}

function nullIfRefused(error: unknown): null {
  // INVALID_INPUT: the stored text is not a refresh token.
  if (isErrorCode(error, "INVALID_REFRESH_TOKEN", "INVALID_INPUT")) return null;
  throw error;
}

/** Shares one renewal between all calls that wait for the same tokens. */
function oncePerPair(renew: (used: Tokens) => Promise<Tokens | null>) {
  let refreshing: { from: Tokens; tokens: Promise<Tokens | null> } | null = null;
  return (used: Tokens): Promise<Tokens | null> => {
    if (!refreshing || !isSamePair(refreshing.from, used)) {
      const flight = { from: used, tokens: renew(used) };
      refreshing = flight;
      const land = () => {
        if (refreshing === flight) refreshing = null;
      };
      flight.tokens.then(land, land);
    }
    return refreshing.tokens;
  };
}

/** Serializes the access to a store, which may be slow: no write or read overtakes an earlier write. */
function createWriteQueue() {
  let written: Promise<unknown> = Promise.resolve();
  return {
    async afterWrites<Result>(work: () => Result | Promise<Result>): Promise<Result> {
      await written;
      return work();
    },
    write<Result>(work: () => Promise<Result>): Promise<Result> {
      const done = written.then(work);
      written = done.catch(() => undefined);
      return done;
    },
  };
}

/**
 * Tracks earlier sessions that the current one continues. The cookie may have received another session of the same
 * account, which ended the earlier one. A call with the earlier session is then retried with the current one.
 */
function createSupersededSessions() {
  const earlier = new Set<string | undefined>();
  const sessionOf = ({ access }: Tokens) => readClaims(access)?.sessionId;
  return {
    isContinued: (used: Tokens, now: Tokens) =>
      isSameSession(used.access, now.access) || earlier.has(sessionOf(used)),
    supersede(used: Tokens, renewed: Tokens) {
      const session = sessionOf(used);
      if (session !== undefined && session !== sessionOf(renewed)) earlier.add(session);
    },
    forget: () => earlier.clear(),
  };
}
