import { useRouter } from "@tanstack/react-router";
import { caretype } from "../../api.ts";
import { startPage } from "../../patient/my-patients.ts";

/**
 * Returns to the page that required the sign-in.
 * Goes to the start page if that was none, or another account's.
 */
export function useContinue(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    const { returnTo = "/", returnAs } = router.state.location.state;
    const session = await caretype.auth.session();
    const isTheirs = returnAs === undefined || returnAs === session?.accountId;
    const wanted = isTheirs && isOfThisOrigin(returnTo) ? returnTo : "/";
    router.history.replace(wanted === "/" ? await startPage() : wanted);
  };
}

/** Rejects addresses of other origins. Browsers read `//example.org` as one. */
const isOfThisOrigin = (path: string) =>
  path.startsWith("/") && URL.parse(path, location.origin)?.origin === location.origin;
