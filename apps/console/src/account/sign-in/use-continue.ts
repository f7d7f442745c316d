import { useRouter } from "@tanstack/react-router";
import { caretype } from "../../api.ts";

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

/** Loaded after the sign-in, as the sign-in page has to be small. Without it, the dashboard is the start. */
const startPage = (): Promise<string> =>
  import("../../patient/start-page.ts").then(
    (loaded) => loaded.startPage(),
    () => "/",
  );

/** Rejects addresses of other origins. Browsers read `//example.org` as one. */
const isOfThisOrigin = (path: string) =>
  path.startsWith("/") && URL.parse(path, location.origin)?.origin === location.origin;
