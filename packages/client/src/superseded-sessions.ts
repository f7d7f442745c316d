import { isSameSession, readClaims } from "./access-token.ts";
import type { Tokens } from "./token-store.ts";

/**
 * Tracks the earlier sessions that the current one continues.
 * The cookie may have received another session of the same account, which ended the earlier one. A call with the
 * earlier session is then retried with the current one.
 */
export function createSupersededSessions() {
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
