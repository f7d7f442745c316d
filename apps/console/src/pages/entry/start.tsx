import { loadAhead, loadCode } from "../../kit/connection/load-code.ts";
import { followLinksBy } from "../../kit/navigation/app-link.tsx";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { FailedPage } from "../../kit/page/failed-pages.tsx";
import { currentAccount, isKnownBrowser, resumeSession } from "../../session/client/session.ts";
import {
  loadConsole,
  loadConsoleWhenIdle,
  openConsole,
  setConsole,
} from "../../session/place/open-console.ts";
import { entryState, openPlace, place } from "../../session/place/place.ts";
import { show } from "../../session/place/screen.tsx";
import { type EntryPath, entryPathAt, isOnlySignedOut } from "../../session/route/entry-paths.ts";
import { shownPage } from "./shown-page.ts";

type Next = { opens: "console"; to?: string } | { opens: "page"; path: EntryPath } | { opens: "sign-in" };

/** Visitors without a session get the welcome page at `/`. The address stays, to open the start page later. */
async function nextAt({ pathname, href }: { pathname: string; href: string }): Promise<Next> {
  const path = entryPathAt(pathname);
  if (path) {
    const { signedOut, returnAs } = entryState();
    if (!isOnlySignedOut(path) || signedOut === "replaced") return { opens: "page", path };
    if (!(await resumeSession().catch(() => false))) return { opens: "page", path };
    if (returnAs === undefined || returnAs === currentAccount()) return { opens: "console", to: "/" };
    // Another account is signed in: do not continue as that one without asking.
    openPlace(path, { isReplacing: true, state: { signedOut: "replaced" } });
    return { opens: "page", path };
  }
  // Sends no request, so it works while the server is unreachable.
  if (pathname === "/sign-out") return { opens: "console" };
  const isNewcomer = href === "/" && !isKnownBrowser();
  // Loads the page's code while the server checks the session.
  if (!isNewcomer) void loadConsole().then(({ preloadPage }) => preloadPage(), ignore);
  if (await resumeSession()) return { opens: "console" };
  return isNewcomer ? { opens: "page", path: "/welcome" } : { opens: "sign-in" };
}

const ignore = () => undefined;

function loadPages(path: EntryPath): Promise<typeof import("./entry.tsx")> {
  if (path !== "/sign-in") loadAhead(() => import("./other-page.tsx"));
  return loadCode(() => import("./entry.tsx"));
}

/** Signed-in users do not need them. */
async function showPage(path: EntryPath): Promise<void> {
  const { Entry } = await loadPages(path);
  shownPage.set(path);
  show(<Entry />);
}

/** Shows the address's page, or why that failed. */
async function openNext(isLeft: () => boolean): Promise<void> {
  const at = place.get();
  const next = await nextAt(at);
  if (isLeft()) return;
  if (next.opens === "console") return openConsole(next.to);
  if (next.opens === "sign-in")
    return openPlace("/sign-in", { isReplacing: true, state: { returnTo: at.href } });
  await showPage(next.path);
  // Below loads what the page does not need. A test reads it.
  performance.mark("caretype.usable");
  // A patient with an appointment link has no account.
  if (next.path !== "/appointment") loadConsoleWhenIdle();
}

function showPlace(): void {
  const at = place.get();
  const isLeft = () => place.get() !== at;
  openNext(isLeft).catch((error: unknown) => {
    if (isLeft()) return;
    show(
      <>
        <EntryLayout>
          <FailedPage error={error} onRetry={showPlace} />
        </EntryLayout>
        <ConnectionBanner />
      </>,
    );
  });
}

/** Starts at the document's address. `importConsole` loads the pages that need a session. */
export function start(importConsole: Parameters<typeof setConsole>[0]): void {
  setConsole(importConsole);
  followLinksBy(openPlace);
  show(
    <Waiting>
      <span />
    </Waiting>,
  );
  const path = entryPathAt(place.get().pathname);
  if (path) void loadPages(path).catch(ignore);
  place.subscribe(showPlace);
  showPlace();
}
