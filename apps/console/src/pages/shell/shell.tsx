import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { Announcement } from "../../kit/focus/page-focus.tsx";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { ErrorBoundary } from "../../kit/notice/error-boundary.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { SampleDataBanner } from "../../records/practice/sample-data/sample-data-banner.tsx";
import { IdleWatch } from "../../session/lock/idle-watch.tsx";
import { SecondFactorGate } from "../../session/reauthentication/second-factor-gate.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { Navigation } from "../navigation/navigation.tsx";
import { Palette } from "../palette/palette.tsx";
import { Keys } from "../palette/shortcuts/keys.tsx";
import { Header } from "./header.tsx";
import classes from "./shell.module.css";
import { useNarrowNavigation } from "./use-narrow-navigation.ts";

/** Header, navigation and the page. */
export function Shell() {
  const navigation = useNarrowNavigation();
  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={skipToPage}>
        {frameTexts.skip}
      </button>
      <Header navigation={navigation} />
      <nav
        id="navigation"
        aria-label={frameTexts.navigation.label}
        className={classes.navigation}
        data-open={navigation.isOpen}
      >
        <Suspense>
          <Navigation />
        </Suspense>
      </nav>
      <main id="main" tabIndex={-1} className={classes.main} inert={navigation.isOpen}>
        <Suspense fallback={<PageSkeleton />}>
          <SecondFactorGate>
            <SampleDataBanner />
            <Outlet />
          </SecondFactorGate>
        </Suspense>
      </main>
      <ConnectionBanner>
        <ErrorBoundary>
          <Suspense>
            <IdleWatch />
          </Suspense>
        </ErrorBoundary>
      </ConnectionBanner>
      <Announcement />
      <Palette />
      <ErrorBoundary>
        <Suspense>
          <Keys />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** A button, as a link would add a history entry and ask about unsaved input. */
function skipToPage() {
  document.getElementById("main")?.focus();
}
