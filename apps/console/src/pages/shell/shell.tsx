import { Button } from "@mantine/core";
import { useDidUpdate, useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useRef, useState } from "react";
import { Mark, Wordmark } from "../../kit/brand/brand.tsx";
import { Announcement } from "../../kit/focus/page-focus.tsx";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { ErrorBoundary } from "../../kit/notice/error-boundary.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { Bell } from "../../modules/identity/pages/notification/bell.tsx";
import { IdleWatch } from "../../session/lock/idle-watch.tsx";
import { Parts } from "../../session/module/parts.tsx";
import { SecondFactorGate } from "../../session/reauthentication/second-factor-gate.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { Navigation } from "../navigation/navigation.tsx";
import { PracticeSwitcher } from "../navigation/practice-switcher.tsx";
import { Palette } from "../palette/palette.tsx";
import { PaletteButton } from "../palette/palette-button.tsx";
import { Keys } from "../palette/shortcuts/keys.tsx";
import classes from "./shell.module.css";
import { UserMenu } from "./user-menu.tsx";

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
            <Parts of="banner" with={{}} />
            <Outlet />
          </SecondFactorGate>
        </Suspense>
      </main>
      <ConnectionBanner>
        <ErrorBoundary>
          <IdleWatch />
        </ErrorBoundary>
      </ConnectionBanner>
      <Announcement />
      <Palette />
      <ErrorBoundary>
        <Keys />
      </ErrorBoundary>
    </div>
  );
}

/** A button, as a link would add a history entry and ask about unsaved input. */
function skipToPage() {
  document.getElementById("main")?.focus();
}

function Header({ navigation }: { navigation: ReturnType<typeof useNarrowNavigation> }) {
  const { isOpen, toggle, burger } = navigation;
  return (
    <header className={classes.header}>
      <Button
        ref={burger}
        variant="subtle"
        color="gray"
        className={classes.burger}
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls="navigation"
        aria-label={isOpen ? frameTexts.navigation.close : frameTexts.navigation.open}
      >
        {isOpen ? <IconX aria-hidden /> : <IconMenu2 aria-hidden />}
      </Button>
      <div className={classes.brand}>
        <span className={classes.mark}>
          <Mark />
        </span>
        <div className={classes.names}>
          <Link to="/" className={classes.home}>
            <Wordmark />
          </Link>
          <div className={classes.practice}>
            <Suspense>
              <PracticeSwitcher />
            </Suspense>
          </div>
        </div>
      </div>
      <div className={classes.tools}>
        <PaletteButton />
        <Bell />
        <Suspense>
          <UserMenu />
        </Suspense>
      </div>
    </header>
  );
}

/** The navigation as an overlay on narrow screens, matching shell.module.css. Closes when a page opens. */
function useNarrowNavigation() {
  const [isOpen, setOpen] = useState(false);
  const burger = useRef<HTMLButtonElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isWide = useMediaQuery("(min-width: 48em)");
  useDidUpdate(() => setOpen(false), [path, isWide]);
  const closeByKey = () => {
    if (!isOpen) return;
    setOpen(false);
    burger.current?.focus();
  };
  useHotkeys([["Escape", closeByKey, { preventDefault: false }]], []);
  return { isOpen, toggle: () => setOpen(!isOpen), burger };
}
