import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { noteOpened } from "../notice/last-change.ts";

type OpenDialog = {
  pressEscape: () => void;
  /** The elements focused before each open dialog, the topmost last. */
  origins: readonly Element[];
};

const openDialogs: OpenDialog[] = [];

/** Closes only the dialog that was topmost when the key was pressed, not one that it opened. */
function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing || isHandledByTarget(event)) return;
  openDialogs.at(-1)?.pressEscape();
}
addEventListener("keydown", closeByEscape, { capture: true });

/** Mantine marks elements that handle Escape themselves, such as an open dropdown. */
const isHandledByTarget = ({ target }: Event): boolean =>
  target instanceof Element && target.getAttribute("data-mantine-stop-propagation") === "true";

/**
 * Returns a ref for the dialog's root. Returns the focus also on unmount, unless `isLeaving` is set because a choice
 * navigated away.
 */
export function useOpenDialog(
  opened: boolean,
  onEscape: () => void,
  isLeaving?: RefObject<boolean>,
): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const origins = useRef<readonly Element[]>([]);
  const pressEscape = useEffectEvent(onEscape);
  // The dialog takes the focus after the paint.
  useLayoutEffect(() => {
    if (opened) origins.current = currentOrigins();
  }, [opened]);
  useEffect(() => {
    if (!opened) return;
    const dialog = { pressEscape: () => pressEscape(), origins: origins.current };
    openDialogs.push(dialog);
    noteOpened();
    return () => {
      openDialogs.splice(openDialogs.indexOf(dialog), 1);
      if (!isLeaving?.current) restoreFocus(root.current, dialog.origins);
    };
  }, [opened, isLeaving]);
  return root;
}

function currentOrigins(): Element[] {
  const { activeElement, body } = document;
  const below = openDialogs.at(-1)?.origins ?? [];
  return activeElement && activeElement !== body ? [activeElement, ...below] : [...below];
}

/** Focuses the first origin that can have it. Elements in another closing dialog are inert. */
function restoreFocus(root: Element | null, origins: readonly Element[]): void {
  const { activeElement, body } = document;
  const isElsewhere = activeElement && activeElement !== body && !root?.contains(activeElement);
  if (isElsewhere) return;
  for (const origin of origins) {
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
    if (document.activeElement === origin) return;
  }
}
