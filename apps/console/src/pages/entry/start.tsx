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

/** Without a session, newcomers see the welcome page at `/`. The address stays, so that it leads to the start page later. */
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
  // It asks nobody, so that it also works while the server is unreachable.
  if (pathname === "/sign-out") return { opens: "console" };
  const isNewcomer = href === "/" && !isKnownBrowser();
  // Load the page's code while the server checks the session.
  if (!isNewcomer) void loadConsole().then(({ preloadPage }) => preloadPage(), ignore);
  if (await resumeSession()) return { opens: "console" };
  return isNewcomer ? { opens: "page", path: "/welcome" } : { opens: "sign-in" };
}

const ignore = () => undefined;

function loadPages(path: EntryPath): Promise<typeof import("./entry.tsx")> {
  if (path !== "/sign-in") loadAhead(() => import("./other-page.tsx"));
  return loadCode(() => import("./entry.tsx"));
}

/** A signed-in reader does without them. */
async function showPage(path: EntryPath): Promise<void> {
  const { Entry } = await loadPages(path);
  shownPage.set(path);
  show(<Entry />);
}

/** Shows what belongs at the place, or why that failed. */
async function openNext(isLeft: () => boolean): Promise<void> {
  const at = place.get();
  const next = await nextAt(at);
  if (isLeft()) return;
  if (next.opens === "console") return openConsole(next.to);
  if (next.opens === "sign-in")
    return openPlace("/sign-in", { isReplacing: true, state: { returnTo: at.href } });
  await showPage(next.path);
  // What loads from here on is not needed for the page. A test reads it.
  performance.mark("caretype.usable");
  // A patient with a link to an appointment has no account.
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

/** Starts at the address of this document. `importConsole` loads the pages of a session. */
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
