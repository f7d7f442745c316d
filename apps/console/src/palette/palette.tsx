import { useHotkeys } from "@mantine/hooks";
import { useEffect } from "react";
import { useStore } from "../shell/behavior/store.ts";
import { useFirstTouch } from "../shell/behavior/use-first-touch.ts";
import { Apart } from "../shell/notice/error-boundary.tsx";
import { loadPalette, PaletteDialog } from "./palette-dialog.tsx";
import { isPaletteOpen } from "./palette-state.ts";

/** By Ctrl-K, or ⌘K, from wherever one is. */
export function Palette() {
  const isOpen = useStore(isPaletteOpen);
  const isTouched = useFirstTouch();
  useHotkeys([["mod+K", toggle]], [], true);
  useEffect(() => {
    if (isTouched) loadPalette();
  }, [isTouched]);
  return <Apart>{isOpen ? <PaletteDialog /> : null}</Apart>;
}

/** Not over another dialog: it asks something that has to be answered first. */
function toggle(): void {
  const isInDialog = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
  isPaletteOpen.set(!isPaletteOpen.get() && !isInDialog);
}
