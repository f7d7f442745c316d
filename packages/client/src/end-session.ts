import type { AccountId, AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { accountIn } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
import type { Tokens } from "./token-store.ts";

/**
 * Ends a session. Returns its access token, or null if it could not be ended. This requires a valid access token, so
 * an expired one is renewed. With a cookie, the renewal may return another session of the account, which then ends,
 * too. `account` is the owner, if the tokens lack it.
 */
export async function endSession(
  { access, refresh }: Tokens,
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>,
  account: AccountId | null = null,
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
    // The cookie or the store now belongs to another account, whose session must not end.
    const [own, others] = [accountIn(access) ?? account, accountIn(renewed.access)];
    if (own && others && own !== others) return null;
    await end(renewed.access);
    return renewed.access;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED") ? access : null;
  }
}
