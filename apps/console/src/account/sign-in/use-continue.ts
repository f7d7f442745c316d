import { useRouter } from "@tanstack/react-router";
import { caretype } from "../../api.ts";

/**
 * Returns to the page that required the sign-in.
 * Goes to the dashboard if that was another account's.
 */
export function useContinue(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    const { returnTo = "/", returnAs } = router.state.location.state;
    const session = await caretype.auth.session();
    const isTheirs = returnAs === undefined || returnAs === session?.accountId;
    router.history.replace(isTheirs && isOfThisOrigin(returnTo) ? returnTo : "/");
  };
}

/** Rejects addresses of other origins. Browsers read `//example.org` as one. */
const isOfThisOrigin = (path: string) =>
  path.startsWith("/") && URL.parse(path, location.origin)?.origin === location.origin;
