import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { isOtherAccount } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
import type { Tokens } from "./token-store.ts";

/**
 * Ends a session. Returns its access token, or null if it could not be ended.
 * This requires a valid access token, so an expired one is renewed. With a cookie, the renewal may return another
 * session of the account, which then ends, too.
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
    // The cookie now belongs to another account, whose session must not end.
    if (isOtherAccount(access, renewed.access)) return null;
    await end(renewed.access);
    return renewed.access;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED") ? access : null;
  }
}
