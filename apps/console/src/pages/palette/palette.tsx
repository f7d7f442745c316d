import { Loader } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { useFirstInteraction } from "../../kit/behavior/use-first-interaction.ts";
import { lazyPart, loadAhead } from "../../kit/connection/load-code.ts";
import { useOpenDialog } from "../../kit/dialog/use-open-dialog.ts";
import { focusHeading } from "../../kit/focus/page-focus.tsx";
import { ErrorBoundary } from "../../kit/notice/error-boundary.tsx";
import type { Command } from "./command.ts";
import classes from "./palette-dialog.module.css";
import type { Found, Typed } from "./palette-found.tsx";
import { isPaletteOpen } from "./shortcuts/palette-state.ts";
import { texts as paletteTexts } from "./texts.en.ts";

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

/** Does not open over another dialog, which must be closed first. */
function toggle(): void {
  const isInDialog = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
  isPaletteOpen.set(!isPaletteOpen.get() && !isInDialog);
}

const loadFound = () => import("./palette-found.tsx");
const Loading = () => (
  <p role="status" className={classes.loading}>
    {paletteTexts.loading}
  </p>
);

const PaletteFound = lazyPart(loadFound, "PaletteFound", <Loading />);
const loadPalette = () => loadAhead(loadFound);

const close = () => isPaletteOpen.set(false);

const nothing: Typed = { text: "", chosen: null, steps: 0, isAwaited: false };

/** Not Mantine's dialog: keys pressed while it loads would be lost. */
function PaletteDialog() {
  const [typed, setTyped] = useState<Typed>(nothing);
  const [found, setFound] = useState<Found | null>(null);
  const change = (changes: Partial<Typed>) => setTyped((before) => ({ ...before, ...changes }));
  const listId = useId();
  const { root, field, run } = useLeaving();
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") change({ steps: typed.steps + 1 });
    else if (event.key === "ArrowUp") change({ steps: typed.steps - 1 });
    else if (event.key === "Enter") change({ isAwaited: true });
    // Tab stays in the field, the only focusable element.
    else if (event.key !== "Tab") return;
    event.preventDefault();
  };
  const isSearching = found === null || found.isSearching;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: an outside click closes the dialog, as does Escape.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div
      className={classes.overlay}
      onClick={closeBeside}
      onMouseDown={(event) => event.target === field.current || event.preventDefault()}
    >
      <div ref={root} role="dialog" aria-modal aria-label={paletteTexts.title} className={classes.dialog}>
        <div className={classes.field}>
          <IconSearch size={18} aria-hidden />
          <input
            ref={field}
            placeholder={paletteTexts.placeholder}
            aria-label={paletteTexts.fieldLabel}
            role="combobox"
            aria-expanded={found?.activeId !== undefined}
            aria-controls={found?.activeId === undefined ? undefined : listId}
            aria-activedescendant={found?.activeId}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={typed.text}
            onChange={({ currentTarget: { value: text } }) => setTyped({ ...nothing, text })}
            onKeyDown={press}
          />
          {isSearching ? <Loader size={16} aria-hidden /> : null}
        </div>
        <PaletteFound listId={listId} typed={typed} run={run} onTyped={change} onFound={setFound} />
      </div>
    </div>
  );
}

function closeBeside({ target, currentTarget }: MouseEvent): void {
  if (target === currentTarget) close();
}

/** Focuses the field at once. Returns the focus afterwards, unless a command navigates. */
function useLeaving() {
  const field = useRef<HTMLInputElement>(null);
  const isLeaving = useRef(false);
  const root = useOpenDialog(true, close, isLeaving);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const run = async (command: Command) => {
    isLeaving.current = !command.isStaying;
    close();
    await command.run();
    // The command led to the current page, so nothing has taken the focus.
    if (isLeaving.current && document.activeElement === document.body) focusHeading();
  };
  return { root, field, run };
}
