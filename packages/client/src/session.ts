import { createExpiry, isSameSession } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
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
};

type SessionOptions = {
  store: TokenStore;
  /** Exchanges a refresh token. */
  exchange(refresh: string): Promise<Tokens>;
  onSignedOut: () => void;
};

/**
 * Keeps one session's tokens fresh. The store is the only truth, for another tab may share it: what a
 * refresh brings is written only while the store still holds the tokens that it started from, so that
 * neither a log-out nor a log-in in the meantime is undone.
 */
export function createSession({ store, exchange, onSignedOut }: SessionOptions): Session {
  const expiry = createExpiry();
  const { afterWrites, write } = oneWriteAtATime();
  let refreshing: { from: string; tokens: Promise<Tokens | null> } | null = null;

  const held = () => afterWrites(() => store.read());

  function refresh(used: Tokens): Promise<Tokens | null> {
    if (refreshing?.from !== used.refresh) {
      const flight = { from: used.refresh, tokens: refreshAlone(used) };
      refreshing = flight;
      const land = () => {
        if (refreshing === flight) refreshing = null;
      };
      flight.tokens.then(land, land);
    }
    return refreshing.tokens;
  }

  async function refreshAlone(used: Tokens): Promise<Tokens | null> {
    const renewed = await exchange(used.refresh).catch((error: unknown) => {
      // INVALID_INPUT: what the store held was no refresh token at all.
      if (isErrorCode(error, "INVALID_REFRESH_TOKEN", "INVALID_INPUT")) return null;
      throw error;
    });
    return write(async () => {
      const now = await store.read();
      if (now?.refresh !== used.refresh) return now && isSameSession(used.access, now.access) ? now : null;
      await store.write(renewed);
      if (renewed) expiry.received(renewed.access);
      else queueMicrotask(onSignedOut);
      return renewed;
    });
  }

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
      return isSameSession(refused.access, now.access) ? now : null;
    },
    replace(tokens) {
      if (tokens) expiry.received(tokens.access);
      return write(async () => {
        try {
          return await store.read();
        } finally {
          await store.write(tokens);
        }
      });
    },
  };
}

/** A store may be slow: its writes must not overtake one another, nor a read the write before it. */
function oneWriteAtATime() {
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
