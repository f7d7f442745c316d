import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

type OpenDialog = {
  pressEscape: () => void;
  /** What had the focus before it, and before the dialogs below it. */
  origins: readonly Element[];
};

/** The uppermost is the last one. */
const openDialogs: OpenDialog[] = [];

/** Only the one that is uppermost when the key is pressed: what that asks is not answered by the same press. */
function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing || isForItsTarget(event)) return;
  openDialogs.at(-1)?.pressEscape();
}
addEventListener("keydown", closeByEscape, { capture: true });

/** Mantine's mark of what closes by itself first, such as an open list of options. */
const isForItsTarget = ({ target }: Event): boolean =>
  target instanceof Element && target.getAttribute("data-mantine-stop-propagation") === "true";

/**
 * The ref is of the dialog's root. The focus comes back also from a dialog that goes by being taken away, unless
 * `isLeaving` says that what was chosen in it leads somewhere else.
 */
export function useOpenDialog(
  opened: boolean,
  onEscape: () => void,
  isLeaving?: RefObject<boolean>,
): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const origins = useRef<readonly Element[]>([]);
  const pressEscape = useEffectEvent(onEscape);
  // Before the dialog takes the focus, which it does after the paint.
  useLayoutEffect(() => {
    if (opened) origins.current = originsNow();
  }, [opened]);
  useEffect(() => {
    if (!opened) return;
    const dialog = { pressEscape: () => pressEscape(), origins: origins.current };
    openDialogs.push(dialog);
    return () => {
      openDialogs.splice(openDialogs.indexOf(dialog), 1);
      if (!isLeaving?.current) giveFocusBack(root.current, dialog.origins);
    };
  }, [opened, isLeaving]);
  return root;
}

function originsNow(): Element[] {
  const { activeElement, body } = document;
  const below = openDialogs.at(-1)?.origins ?? [];
  return activeElement && activeElement !== body ? [activeElement, ...below] : [...below];
}

/** To the first that can take it: one in another dialog that closes, too, is inert. */
function giveFocusBack(root: Element | null, origins: readonly Element[]): void {
  const { activeElement, body } = document;
  const isElsewhere = activeElement && activeElement !== body && !root?.contains(activeElement);
  if (isElsewhere) return;
  for (const origin of origins) {
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
    if (document.activeElement === origin) return;
  }
}
