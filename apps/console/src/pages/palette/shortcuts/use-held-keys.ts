import { useRouter } from "@tanstack/react-router";
import { useRef } from "react";
import { useIsPracticeLoading } from "../../../session/client/use-practice.ts";
import { isCovered, isField, openDialog } from "./shortcuts.ts";

/** A page must be ready for this many frames. By then its field, if it has one, has the focus. */
const readyFrames = 3;

/** Maximum time in milliseconds for a dialog's code to load. */
const maxToOpen = 10_000;

const tab = "\t";

/** Types into the focused field. A tab moves to the next one. */
function type(text: string): void {
  for (const [index, part] of text.split(tab).entries()) {
    if (index > 0) nextOf(document.activeElement)?.focus();
    // The only way to notify React, as typing does.
    if (part) document.execCommand("insertText", false, part);
  }
}

const reached = ["input", "select", "textarea", "button", "a[href]"]
  .map((name) => `${name}:not(:disabled):not([tabindex="-1"]):not([type=hidden])`)
  .join();

function nextOf(field: Element | null): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(reached)].filter((each) => each.checkVisibility());
  return all[field instanceof HTMLElement ? all.indexOf(field) + 1 : 0];
}

/**
 * Buffers keys until the page is ready, then types them into the focused field. Without one, each key is a command.
 */
export function useHeldKeys(run: (character: string) => void) {
  const router = useRouter();
  const isLoading = useIsPracticeLoading();
  const held = useRef<string[]>([]);
  /** The page that a command leaves. */
  const left = useRef<string | null>(null);
  /** The time until which to wait for a dialog, by `performance.now()`. */
  const opening = useRef(0);
  const latest = useRef({ isLoading, run });
  latest.current = { isLoading, run };
  const pathNow = () => router.state.resolvedLocation?.pathname ?? null;

  const isAwaited = () => left.current !== null || performance.now() < opening.current;

  const isReady = () => {
    if (left.current !== null && left.current !== pathNow()) left.current = null;
    const isThere = !latest.current.isLoading && router.state.status === "idle" && !isAwaited();
    return isThere && document.querySelector("main h1") !== null;
  };

  const release = (frames = 0) => {
    const { activeElement } = document;
    if (activeElement?.closest(openDialog)) opening.current = 0;
    if (activeElement instanceof HTMLElement && isField(activeElement)) {
      type(held.current.splice(0).join(""));
      left.current = null;
      return;
    }
    // A dialog must be closed first.
    if (isCovered()) left.current = null;
    if (!isReady()) return void requestAnimationFrame(() => release());
    if (frames < readyFrames) return void requestAnimationFrame(() => release(frames + 1));
    const character = held.current.shift();
    if (character === undefined) return;
    if (!isCovered()) latest.current.run(character);
    release();
  };

  return {
    /** A command opens another page or a dialog, which gets the keys typed from now on. */
    wait(to: string | undefined, opensDialog: boolean) {
      if (opensDialog) opening.current = performance.now() + maxToOpen;
      else if (to === undefined || to === pathNow()) return;
      else left.current = pathNow();
      requestAnimationFrame(() => release());
    },
    /** Whether to buffer a key. */
    take({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
      if (ctrlKey || metaKey || altKey || isComposing) return false;
      const isWaiting = held.current.length > 0 || !isReady();
      if (!isWaiting) return false;
      if (key === "Backspace") held.current.pop();
      else if (key.length === 1) held.current.push(key);
      else if (key === "Tab" && held.current.length > 0) held.current.push(tab);
      // With an empty buffer and nothing pending, the key goes to the focused element.
      else return key === "Enter" && (held.current.length > 0 || isAwaited());
      if (held.current.length === 1) release();
      return true;
    },
  };
}
