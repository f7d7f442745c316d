import { useMantineColorScheme } from "@mantine/core";
import {
  IconApi,
  IconArrowBackUp,
  IconBuildingHospital,
  IconDownload,
  IconKeyboard,
  IconLogout,
  IconPalette,
  IconPlus,
  IconPointer,
  IconPrinter,
  IconSettings,
} from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { isValidElement, type ReactNode } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { areKeysOn, areKeysShown } from "../../kit/keys/keys-setting.ts";
import { undoable } from "../../kit/notice/last-change.ts";
import { schemeChoices } from "../../kit/theme/color-scheme-choice.tsx";
import { isExporting } from "../../modules/people/pages/patient/export/export-state.ts";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { useSignOut } from "../../session/client/use-sign-out.ts";
import type { Entry } from "../../session/module/manifest.ts";
import { entriesIn, inOrder } from "../../session/module/modules.ts";
import { ofRunning } from "../../session/module/of-running.ts";
import { pages } from "../navigation/navigation.tsx";
import { usePractices } from "../navigation/use-practices.ts";
import type { Command } from "./command.ts";
import { texts as commands } from "./commands/texts.en.ts";
import { type Shortcut, useShortcuts } from "./shortcuts/shortcuts.ts";
import { texts as paletteTexts } from "./texts.en.ts";

export function useCommands(): Command[] {
  const router = useRouter();
  const may = usePermissions();
  const shortcuts = useShortcuts();
  const keysNow = areKeysOn.get() ? shortcuts() : [];
  const opening = (shown: readonly Entry[], usual = IconPlus): Action[] =>
    shown.flatMap(({ to, label, words, icon = usual, needs }) => {
      if (needs && !may(needs)) return [];
      const keys = keysNow.find((each) => each.to !== undefined && each.to === to)?.keys;
      return {
        id: `page ${to}`,
        label,
        words,
        icon,
        run: () => router.navigate({ to }),
        ...(keys && { keys }),
      };
    });
  return [
    ...inGroup("lastChange", useUndoCommand()),
    ...inGroup("page", keysNow.flatMap(pageCommand)),
    ...inGroup("pages", opening(pages, IconSettings)),
    ...inGroup("actions", [
      ...opening(actions),
      ...usePracticeCommands(),
      ...useSchemeCommands(),
      ...useToolCommands(),
    ]),
  ];
}

/** Actions with their own page, and pages outside the navigation. */
const actions = inOrder([
  ...entriesIn("additions"),
  ...ofRunning(
    import.meta.glob<readonly Entry[]>("../../modules/*/parts/palette.ts", {
      eager: true,
      import: "entries",
    }),
  ).flat(),
]);

type Action = Omit<Command, "group">;

const inGroup = (group: Command["group"], actions: readonly Action[]): Command[] =>
  actions.map((action) => ({ ...action, group }));

/** The last change since loading that can be undone. Its notification may be gone. */
function useUndoCommand(): Action[] {
  const change = useStore(undoable).at(-1);
  if (change === undefined) return [];
  const hint = textOf(change.message);
  return [{ id: "undo", ...commands.undo, hint, icon: IconArrowBackUp, isStaying: true, run: change.undo }];
}

/** The text of a message with isolated names. */
function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return typeof node === "string" || typeof node === "number" ? String(node) : "";
}

function usePracticeCommands(): Action[] {
  const practices = usePractices();
  const current = usePractice();
  return practices
    .filter(({ id }) => id !== current?.id)
    .map(({ id, name }) => ({
      id: `practice ${id}`,
      label: paletteTexts.switchTo(name),
      words: paletteTexts.switchWords,
      icon: IconBuildingHospital,
      run: () => choosePractice(id),
    }));
}

function useSchemeCommands(): Action[] {
  const { setColorScheme } = useMantineColorScheme();
  return schemeChoices.map(({ scheme }) => ({
    id: `scheme ${scheme}`,
    label: paletteTexts.schemes[scheme],
    words: paletteTexts.schemeWords,
    icon: IconPalette,
    isStaying: true,
    run: () => setColorScheme(scheme),
  }));
}

/** The open page's shortcuts. Its search and its links to other pages are commands already. */
const pageCommand = ({ group, keys, to, label, run }: Shortcut): Action[] =>
  group === "page" && keys !== "/" && to === undefined
    ? [{ id: `page-key ${keys}`, label, keys, icon: IconPointer, run }]
    : [];

function useToolCommands(): Action[] {
  const router = useRouter();
  const may = usePermissions();
  const signOut = useSignOut();
  const list = "/patients";
  const exportPatients = async () => {
    // An open list keeps its filters.
    if (router.state.location.pathname !== list) await router.navigate({ to: list });
    isExporting.set(true);
  };
  // After the palette has closed.
  const print = () => setTimeout(() => window.print());
  const openApi = () => location.assign("/docs");
  const keys = { ...(areKeysOn.get() && { keys: "?" }), run: () => areKeysShown.set(true) };
  return [
    ...(may("patient:read")
      ? [{ id: "export", ...commands.exportPatients, icon: IconDownload, run: exportPatients }]
      : []),
    { id: "print", ...commands.print, icon: IconPrinter, isStaying: true, run: print },
    { id: "keys", ...commands.keys, ...keys, icon: IconKeyboard, isStaying: true },
    { id: "api", ...commands.api, icon: IconApi, run: openApi },
    { id: "sign-out", ...commands.signOut, icon: IconLogout, isFinal: true, run: signOut },
  ];
}
