import { useRouter } from "@tanstack/react-router";
import { caretype } from "../../api.ts";

/** Goes to where somebody wanted to go before they signed in; to the start, where that was somebody else. */
export function useContinue(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    const { returnTo = "/", returnAs } = router.state.location.state;
    const session = await caretype.auth.session();
    const isTheirs = returnAs === undefined || returnAs === session?.accountId;
    router.history.replace(isTheirs && isOfThisOrigin(returnTo) ? returnTo : "/");
  };
}

/** Of what is read as an address of another origin, whatever it begins with, nothing is made. */
const isOfThisOrigin = (path: string) =>
  path.startsWith("/") && URL.parse(path, location.origin)?.origin === location.origin;
