import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { isOthers } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
import type { Tokens } from "./token-store.ts";

/**
 * An access token of the session that is over now; null when it could not be ended. To end one takes an access token that
 * is good: an old one is renewed, and in a cookie that may be by another session of the account, which ends, too.
 */
export async function endSession(
  { access, refresh }: Tokens,
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>,
): Promise<string | null> {
  const end = (token: string) => proceduresAs(token).account.logout.mutate({ refresh });
  try {
    await end(access);
    return access;
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED")) return null;
  }
  try {
    const renewed = await proceduresAs(null).account.refresh.mutate({ refresh });
    // The cookie is somebody else's by now, whose session is not ours to end.
    if (isOthers(access, renewed.access)) return null;
    await end(renewed.access);
    return renewed.access;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED") ? access : null;
  }
}
