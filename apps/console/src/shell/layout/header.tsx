import { Button } from "@mantine/core";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { Suspense } from "react";
import { Bell } from "../../notification/bell.tsx";
import { PaletteButton } from "../../palette/palette-button.tsx";
import { usePractice } from "../../session/use-practice.ts";
import classes from "./shell.module.css";
import type { useNarrowNavigation } from "./use-narrow-navigation.ts";
import { UserMenu } from "./user-menu.tsx";

/** Practice, navigation toggle, palette and user menu. */
export function Header({ navigation }: { navigation: ReturnType<typeof useNarrowNavigation> }) {
  const { isOpen, toggle, burger } = navigation;
  return (
    <header className={classes.header}>
      <Button
        ref={burger}
        variant="subtle"
        px={8}
        className={classes.burger}
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls="navigation"
        aria-label={isOpen ? "Close the navigation" : "Open the navigation"}
      >
        {isOpen ? <IconX aria-hidden /> : <IconMenu2 aria-hidden />}
      </Button>
      <div className={classes.brand}>
        <span className={classes.name}>Caretype</span>
        <span className={classes.practice}>{usePractice()?.name}</span>
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
