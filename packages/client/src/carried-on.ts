import { isSameSession, readClaims } from "./access-token.ts";
import type { Tokens } from "./token-store.ts";

/**
 * The sessions that the one that is held goes on from: the cookie may have been given another of the same account, and
 * then the earlier one has ended. A call that was made with it is made once more with what is held.
 */
export function carriedOn() {
  const earlier = new Set<string | undefined>();
  const sessionOf = ({ access }: Tokens) => readClaims(access)?.sessionId;
  return {
    isCarriedOn: (used: Tokens, now: Tokens) =>
      isSameSession(used.access, now.access) || earlier.has(sessionOf(used)),
    carryOn(used: Tokens, renewed: Tokens) {
      const session = sessionOf(used);
      if (session !== undefined && session !== sessionOf(renewed)) earlier.add(session);
    },
    forget: () => earlier.clear(),
  };
}
