import { useRouter } from "@tanstack/react-router";
import { goKey } from "../../../kit/keys/key-presses.ts";
import { addKey, helpKey, pageKeys } from "../../../kit/keys/key-table.ts";
import { areKeysShown } from "../../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../../kit/keys/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { additionAt } from "../../../session/module/addition.ts";
import type { Entry } from "../../../session/module/manifest.ts";
import { entriesIn } from "../../../session/module/modules.ts";
import { pages } from "../../navigation/navigation.tsx";
import { texts as paletteTexts } from "../texts.en.ts";
import { isPaletteOpen } from "./palette-state.ts";

export type Shortcut = {
  keys: string;
  group: "page" | "everywhere" | "go";
  label: string;
  run: () => void;
  /** The target page. */
  to?: string;
};

const everywhere = (keys: string, label: string, run: () => void): Shortcut => ({
  keys,
  group: "everywhere",
  label,
  run,
});

function markedShortcut(keys: string): Shortcut[] {
  const marked = document.querySelectorAll<HTMLElement>(
    `:is(main, .mantine-Notification-root) [aria-keyshortcuts="${keys}"]:not(:disabled, [inert] *)`,
  );
  const control = [...marked].find((each) => each.checkVisibility());
  if (!control) return [];
  const run = () => {
    if (!(control instanceof HTMLInputElement)) return control.click();
    control.focus();
    control.select();
  };
  return [{ keys, group: "page", label: labelOf(control), run }];
}

/** The navigation shows only permitted pages. */
function goShortcut({ to, key }: Entry): Shortcut[] {
  if (key === undefined) return [];
  const link = document.querySelector<HTMLElement>(`#navigation a[href="${to}"]`);
  return link
    ? [
        {
          keys: `${goKey} ${key}`,
          group: "go",
          label: labelOf(link),
          to: String(to),
          run: () => link.click(),
        },
      ]
    : [];
}

const labelOf = (control: HTMLElement): string =>
  control instanceof HTMLInputElement
    ? keysTexts.focusSearch
    : (control.ariaLabel ?? control.textContent ?? "");

/** Fields, and lists that find an option by its first letters. */
const typing = [
  "input:not([type=checkbox], [type=radio])",
  "textarea",
  "select",
  "[contenteditable]",
  "[role=menu]",
  "[role=listbox]",
  "[role=combobox]",
].join();
/** Dialogs that must be closed first. Closing dialogs are inert. */
export const openDialog = "[role$=dialog]:not([inert], [inert] *)";
const covering = `${openDialog}, :popover-open`;

export const isCovered = (): boolean => document.querySelector(covering) !== null;

export const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(typing) !== null;

/** Returns a function that lists the active shortcuts: the page's and the global ones. */
export function useShortcuts(): () => Shortcut[] {
  const router = useRouter();
  const may = usePermissions();
  return () => {
    const addition = additionAt(router.state.location.pathname, entriesIn("additions"), may);
    const marked = Object.values(pageKeys).flatMap(markedShortcut);
    const hasSearch = marked.some(({ keys }) => keys === pageKeys.search);
    const shortcuts: readonly (Shortcut | false | undefined)[] = [
      ...marked,
      addition && {
        keys: addKey,
        group: "page",
        label: addition.label,
        to: String(addition.to),
        run: () => void router.navigate({ to: addition.to }),
      },
      !hasSearch && everywhere(pageKeys.search, paletteTexts.fieldLabel, () => isPaletteOpen.set(true)),
      everywhere(helpKey, keysTexts.showKeys, () => areKeysShown.set(true)),
      ...pages.flatMap(goShortcut),
    ];
    return shortcuts.filter((each) => each !== false && each !== undefined);
  };
}
