import { useHotkeys } from "@mantine/hooks";
import { useEffect } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { useFirstInteraction } from "../../kit/behavior/use-first-interaction.ts";
import { ErrorBoundary } from "../../kit/notice/error-boundary.tsx";
import { loadPalette, PaletteDialog } from "./palette-dialog.tsx";
import { isPaletteOpen } from "./shortcuts/palette-state.ts";

/** The command palette, opened by Ctrl-K or ⌘K on every page. */
export function Palette() {
  const isOpen = useStore(isPaletteOpen);
  const isTouched = useFirstInteraction();
  useHotkeys([["mod+K", toggle]], [], true);
  useEffect(() => {
    if (isTouched) loadPalette();
  }, [isTouched]);
  return <ErrorBoundary>{isOpen ? <PaletteDialog /> : null}</ErrorBoundary>;
}

/** Does not open over another dialog, which must be answered first. */
function toggle(): void {
  const isInDialog = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
  isPaletteOpen.set(!isPaletteOpen.get() && !isInDialog);
}
