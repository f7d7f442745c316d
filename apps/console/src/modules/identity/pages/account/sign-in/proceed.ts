import { PartMissing } from "../../../../../kit/connection/load-code.ts";
import { plainClient } from "../../../../../session/client/client.ts";
import { openConsole } from "../../../../../session/place/open-console.ts";
import { entryState } from "../../../../../session/place/place.ts";

/**
 * Returns to the page that required the sign-in. Goes to the start page without one, or if it was another account's.
 */
export async function proceed(): Promise<void> {
  const { returnTo = "/", returnAs } = entryState();
  const session = await plainClient.auth.session();
  const isTheirs = returnAs === undefined || returnAs === session?.accountId;
  const wanted = isTheirs && isOfThisOrigin(returnTo) ? returnTo : "/";
  const to = wanted === "/" ? await startPage() : wanted;
  try {
    await openConsole(to);
  } catch (error) {
    if (!(error instanceof PartMissing)) throw error;
    // A document requests a file only once. A new document continues the session, and offers a retry.
    location.replace(to);
    await new Promise<never>(() => undefined);
  }
}

/** A user linked to a doctor starts at their own patients. */
const startPage = (): Promise<string> =>
  plainClient.member.me.query().then(
    ({ role, doctorId }) => (role === "clinician" && doctorId ? `/patients?doctorId=${doctorId}` : "/"),
    // Without a practice, or a response. The start page explains it.
    () => "/",
  );

/** Rejects addresses of other origins. Browsers read `//example.org` as one. */
const isOfThisOrigin = (path: string) =>
  path.startsWith("/") && URL.parse(path, location.origin)?.origin === location.origin;
