import { Button } from "@mantine/core";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { Mark } from "../../kit/brand/mark.tsx";
import { Wordmark } from "../../kit/brand/wordmark.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { PracticeSwitcher } from "../navigation/practice-switcher.tsx";
import { Bell } from "../notification/bell.tsx";
import { PaletteButton } from "../palette/palette-button.tsx";
import classes from "./shell.module.css";
import type { useNarrowNavigation } from "./use-narrow-navigation.ts";
import { UserMenu } from "./user-menu.tsx";

/** Mark, practice, navigation toggle, palette and user menu. */
export function Header({ navigation }: { navigation: ReturnType<typeof useNarrowNavigation> }) {
  const { isOpen, toggle, burger } = navigation;
  return (
    <header className={classes.header}>
      <Button
        ref={burger}
        variant="subtle"
        color="gray"
        px={8}
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
