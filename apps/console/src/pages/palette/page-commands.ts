import { IconDownload, IconKeyboard, IconPointer, IconPrinter } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { areKeysOn } from "../../kit/keys/keys-setting.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { isExporting } from "../patient/export/export-state.ts";
import type { Command } from "./command.ts";
import { texts as commands } from "./commands/texts.en.ts";
import { areKeysShown, type Shortcut } from "./shortcuts/shortcuts.ts";
import { useShortcuts } from "./shortcuts/use-shortcuts.ts";

/** The shortcuts of the open page, if they are turned on. */
function useKeysNow(): readonly Shortcut[] {
  const shortcuts = useShortcuts();
  return areKeysOn.get() ? shortcuts() : [];
}

/** Returns the keys of the command that leads to a page, if it has any. */
export function useKeysTo(): (to: string | undefined) => string | undefined {
  const now = useKeysNow();
  return (to) => now.find((each) => each.to !== undefined && each.to === to)?.keys;
}

/** What the open page offers by a key. Its search and its links to other pages are commands already. */
export const usePageCommands = (): Command[] =>
  useKeysNow()
    .filter(({ group, keys, to }) => group === "page" && keys !== "/" && to === undefined)
    .map(({ keys, label, run }) => ({
      id: `page-key ${keys}`,
      group: "page",
      label,
      keys,
      icon: IconPointer,
      isLeaving: true,
      run,
    }));

/** Actions that are found by the words that people type. */
export function useToolCommands(): Command[] {
  const router = useRouter();
  const may = usePermissions();
  const list = "/patients";
  const exporting: Command = {
    id: "export",
    group: "actions",
    ...commands.exportPatients,
    icon: IconDownload,
    isLeaving: true,
    run: async () => {
      // The list that is open keeps its filters.
      if (router.state.location.pathname !== list) await router.navigate({ to: list });
      isExporting.set(true);
    },
  };
  return [
    ...(may("patient:read") ? [exporting] : []),
    {
      id: "print",
      group: "actions",
      ...commands.print,
      icon: IconPrinter,
      isLeaving: false,
      // Once the palette is closed.
      run: () => setTimeout(() => window.print()),
    },
    {
      id: "keys",
      group: "actions",
      ...commands.keys,
      ...(areKeysOn.get() && { keys: "?" }),
      icon: IconKeyboard,
      isLeaving: false,
      run: () => areKeysShown.set(true),
    },
  ];
}
