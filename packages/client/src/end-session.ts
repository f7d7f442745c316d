import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { isOthers } from "./access-token.ts";
import { isErrorCode } from "./errors.ts";
import type { Tokens } from "./token-store.ts";

/** Whether the session is over now. To end one takes an access token that is good: an old one is renewed. */
export async function endSession(
  { access, refresh }: Tokens,
  proceduresAs: (access: string | null) => TRPCClient<AppRouter>,
): Promise<boolean> {
  const end = (token: string) => proceduresAs(token).account.logout.mutate({ refresh });
  try {
    await end(access);
    return true;
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED")) return false;
  }
  try {
    const renewed = await proceduresAs(null).account.refresh.mutate({ refresh });
    // The cookie is somebody else's by now, whose session is not ours to end.
    if (isOthers(access, renewed.access)) return false;
    await end(renewed.access);
    return true;
  } catch (error) {
    return isErrorCode(error, "INVALID_REFRESH_TOKEN", "UNAUTHENTICATED");
  }
}
