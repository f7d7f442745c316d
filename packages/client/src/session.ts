import { createExpiry, isOthers } from "./access-token.ts";
import { carriedOn } from "./carried-on.ts";
import { isErrorCode } from "./errors.ts";
import type { SignedOutReason } from "./events.ts";
import { oneWriteAtATime } from "./one-write-at-a-time.ts";
import { effectOf, type Notice } from "./tabs.ts";
import type { TokenStore, Tokens } from "./token-store.ts";

export type Session = {
  /** The tokens as they are; null when signed out. */
  held(): Promise<Tokens | null>;
  /** The tokens to send now, renewed first when they are about to expire; null when signed out. */
  tokens(): Promise<Tokens | null>;
  /**
   * Newer tokens of the same session, after the server has refused these; null when it is over. Rejects
   * when the server could not say, for example because it is out of reach; the tokens are kept then.
   */
  renew(refused: Tokens): Promise<Tokens | null>;
  /** Signs in or out, whatever is under way. Returns what was held before. */
  replace(tokens: Tokens | null): Promise<Tokens | null>;
  /** Signs in unless somebody is by now. Returns what is held then. */
  fill(tokens: Tokens): Promise<Tokens | null>;
  /** Minds what another tab tells of the session that is shared with it. */
  hear(notice: Notice): Promise<void>;
};

type SessionOptions = {
  store: TokenStore;
  /** Exchanges a refresh token. */
  exchange(refresh: string): Promise<Tokens>;
  onSignedOut: (reason: SignedOutReason) => void;
};

/** In a cookie each refresh token has the same word, and in a store access tokens may be missing. */
const isSamePair = (one: Tokens | null, other: Tokens) =>
  one?.refresh === other.refresh && one.access === other.access;

/**
 * Keeps one session's tokens fresh. The store is the only truth, for another tab may share it: what a
 * refresh brings is written only while the store still holds the tokens that it started from, so that
 * neither a log-out nor a log-in in the meantime is undone.
 */
export function createSession({ store, exchange, onSignedOut }: SessionOptions): Session {
  const expiry = createExpiry();
  const { afterWrites, write } = oneWriteAtATime();
  const { isCarriedOn, carryOn, forget } = carriedOn();

  const held = () => afterWrites(() => store.read());

  // Both are to be called within a `write`.
  async function take(tokens: Tokens): Promise<Tokens> {
    await store.write(tokens);
    expiry.received(tokens.access);
    return tokens;
  }
  async function end(reason: SignedOutReason): Promise<null> {
    forget();
    await store.write(null);
    queueMicrotask(() => onSignedOut(reason));
    return null;
  }

  async function refreshAlone(used: Tokens): Promise<Tokens | null> {
    const renewed = await exchange(used.refresh).catch(nullIfRefused);
    return write(async () => {
      const now = await store.read();
      if (!isSamePair(now, used)) return now && isCarriedOn(used, now) ? now : null;
      // Another tab has signed in as somebody else, whose session the cookie has by now.
      const isReplaced = renewed !== null && isOthers(used.access, renewed.access);
      if (!renewed || isReplaced) return end(isReplaced ? "replaced" : "ended");
      carryOn(used, renewed);
      return take(renewed);
    });
  }
  const refresh = oncePerPair(refreshAlone);

  return {
    held,
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
      return isCarriedOn(refused, now) ? now : null;
    },
    replace(tokens) {
      if (tokens) expiry.received(tokens.access);
      return write(async () => {
        forget();
        try {
          return await store.read();
        } finally {
          await store.write(tokens);
        }
      });
    },
    fill: (tokens) =>
      write(async () => {
        const now = await store.read();
        return now ?? take(tokens);
      }),
    async hear(notice) {
      const doubtful = await write(async () => {
        const now = await store.read();
        const effect = now && effectOf(now.access, notice);
        if (effect === "doubtful") return now;
        return effect && end(effect);
      });
      // Who cannot ask is told by the next renewal.
      await (doubtful && refresh(doubtful).catch(() => null));
    },
  };
}

function nullIfRefused(error: unknown): null {
  // INVALID_INPUT: what the store held was no refresh token at all.
  if (isErrorCode(error, "INVALID_REFRESH_TOKEN", "INVALID_INPUT")) return null;
  throw error;
}

/** Calls that wait for the same tokens to be renewed wait for the same renewal. */
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
