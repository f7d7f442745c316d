import { useHotkeys } from "@mantine/hooks";
import { Suspense } from "react";
import { Apart } from "../shell/apart.tsx";
import { lazyPart } from "../shell/load-code.ts";
import { useStore } from "../shell/store.ts";
import { useFirstTouch } from "../shell/use-first-touch.ts";
import { isPaletteOpen } from "./palette-state.ts";

const PaletteDialog = lazyPart(() => import("./palette-dialog.tsx"), "PaletteDialog");

/** By Ctrl-K, or ⌘K, from wherever one is. */
export function Palette() {
  const isOpen = useStore(isPaletteOpen);
  const isTouched = useFirstTouch();
  useHotkeys([["mod+K", toggle]], [], true);
  return (
    <Apart>
      <Suspense>{isTouched || isOpen ? <PaletteDialog /> : null}</Suspense>
    </Apart>
  );
}

/** Not over another dialog: it asks something that has to be answered first. */
function toggle(): void {
  const isInDialog = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
  isPaletteOpen.set(!isPaletteOpen.get() && !isInDialog);
}
