import { Button, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { isApple } from "../../kit/keys/key-caps.tsx";
import classes from "./palette-button.module.css";
import { isPaletteOpen } from "./shortcuts/palette-state.ts";
import { texts as paletteTexts } from "./texts.en.ts";

export const PaletteButton = () => (
  <Button
    variant="default"
    className={classes.button}
    aria-keyshortcuts={isApple ? "Meta+K" : "Control+K"}
    aria-haspopup="dialog"
    onClick={() => isPaletteOpen.set(true)}
  >
    <IconSearch size={16} aria-hidden />
    <span className={classes.text}>{paletteTexts.button}</span>
    <VisuallyHidden>{paletteTexts.buttonEnd}</VisuallyHidden>
    <kbd className={classes.key} aria-hidden>
      {isApple ? "⌘ K" : paletteTexts.keys}
    </kbd>
  </Button>
);
