import type { Permission } from "@caretype/api";
import { useMantineColorScheme } from "@mantine/core";
import {
  IconApi,
  IconArrowBackUp,
  IconBuildingHospital,
  IconDownload,
  IconHourglass,
  IconKey,
  IconKeyboard,
  IconLock,
  IconLockOpen,
  IconLogout,
  IconMailPlus,
  IconPalette,
  IconPlus,
  IconPointer,
  IconPrinter,
  IconSettings,
  IconTableImport,
  IconTrash,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { type LinkProps, useRouter } from "@tanstack/react-router";
import { isValidElement, type ReactNode } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { areKeysOn } from "../../kit/keys/keys-setting.ts";
import { undoable } from "../../kit/notice/last-change.ts";
import { schemeChoices } from "../../kit/theme/color-scheme-choice.tsx";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { useSignOut } from "../../session/client/use-sign-out.ts";
import { entries } from "../navigation/navigation.tsx";
import { usePractices } from "../navigation/use-practices.ts";
import { isExporting } from "../patient/export/export-state.ts";
import type { Command } from "./command.ts";
import { texts as commands } from "./commands/texts.en.ts";
import { areKeysShown, type Shortcut, useShortcuts } from "./shortcuts/shortcuts.ts";
import { commands as own, texts as paletteTexts } from "./texts.en.ts";

export function useCommands(): Command[] {
  const router = useRouter();
  const may = usePermissions();
  const keysTo = useKeysTo();
  const go = (to: LinkProps["to"]) => {
    const keys = keysTo(to);
    return { isLeaving: true, run: () => router.navigate({ to }), ...(keys && { keys }) };
  };
  const pages = entries
    .filter(({ needs }) => may(needs))
    .map(
      ({ to, label, icon = IconSettings }): Command => ({
        id: `page ${to}`,
        group: "pages",
        label,
        words: commands.pages[to ?? ""] ?? "",
        icon,
        ...go(to),
      }),
    );
  const actions = navigationCommands
    .filter(({ needs }) => !needs || may(needs))
    .map(
      ({ to, needs: _, ...command }): Command => ({
        id: `to ${to}`,
        ...command,
        group: "actions",
        ...go(to),
      }),
    );
  return [
    ...useUndoCommand(),
    ...usePageCommands(),
    ...pages,
    ...actions,
    ...usePracticeCommands(),
    ...useSchemeCommands(),
    ...useToolCommands(),
    ...lastCommands(useSignOut()),
  ];
}

/** The last change of this page load that can be undone. Its notification may be gone. */
function useUndoCommand(): Command[] {
  const change = useStore(undoable).at(-1);
  if (change === undefined) return [];
  return [
    {
      id: "undo",
      group: "lastChange",
      ...commands.undo,
      hint: textOf(change.message),
      icon: IconArrowBackUp,
      isLeaving: false,
      run: change.undo,
    },
  ];
}

/** The text of a message with isolated names. */
function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return typeof node === "string" || typeof node === "number" ? String(node) : "";
}

const lastCommands = (signOut: () => void): readonly Command[] => [
  {
    id: "api",
    group: "actions",
    ...commands.api,
    icon: IconApi,
    isLeaving: true,
    run: () => location.assign("/docs"),
  },
  {
    id: "sign-out",
    group: "actions",
    ...commands.signOut,
    icon: IconLogout,
    isLeaving: true,
    isFinal: true,
    run: signOut,
  },
];

function usePracticeCommands(): Command[] {
  const practices = usePractices();
  const current = usePractice();
  return practices
    .filter(({ id }) => id !== current?.id)
    .map(({ id, name }) => ({
      id: `practice ${id}`,
      group: "actions",
      label: paletteTexts.switchTo(name),
      words: paletteTexts.switchWords,
      icon: IconBuildingHospital,
      isLeaving: true,
      run: () => choosePractice(id),
    }));
}

function useSchemeCommands(): Command[] {
  const { setColorScheme } = useMantineColorScheme();
  return schemeChoices.map(({ scheme }) => ({
    id: `scheme ${scheme}`,
    group: "actions",
    label: paletteTexts.schemes[scheme],
    words: paletteTexts.schemeWords,
    icon: IconPalette,
    isLeaving: false,
    run: () => setColorScheme(scheme),
  }));
}

/** The shortcuts of the open page, if they are turned on. */
function useKeysNow(): readonly Shortcut[] {
  const shortcuts = useShortcuts();
  return areKeysOn.get() ? shortcuts() : [];
}

/** Returns the keys of the command that leads to a page, if it has any. */
function useKeysTo(): (to: string | undefined) => string | undefined {
  const now = useKeysNow();
  return (to) => now.find((each) => each.to !== undefined && each.to === to)?.keys;
}

/** What the open page offers by a key. Its search and its links to other pages are commands already. */
const usePageCommands = (): Command[] =>
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
function useToolCommands(): Command[] {
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

type NavigationCommand = Pick<Command, "label" | "words" | "icon"> & {
  to: LinkProps["to"];
  needs?: Permission;
};

/** Actions with their own page, and pages outside the navigation. */
const navigationCommands: readonly NavigationCommand[] = [
  { ...own.newPatient, icon: IconPlus, to: "/patients/new", needs: "patient:create" },
  { ...own.newDoctor, icon: IconPlus, to: "/doctors/new", needs: "doctor:create" },
  { ...own.newImport, icon: IconTableImport, to: "/imports/new", needs: "import:run" },
  { ...own.newCodes, icon: IconTableImport, to: "/codes/new", needs: "import:run" },
  { ...own.invite, icon: IconMailPlus, to: "/members/invitations", needs: "member:manage" },
  { ...own.newApiKey, icon: IconKey, to: "/api-keys/new", needs: "api-key:manage" },
  { ...commands.possibleDuplicates, icon: IconUsers, to: "/patients/duplicates", needs: "patient:merge" },
  { ...commands.removedPatients, icon: IconTrash, to: "/patients/removed", needs: "patient:remove" },
  { ...commands.removedDoctors, icon: IconTrash, to: "/doctors/removed", needs: "doctor:remove" },
  {
    ...commands.emergencyAccess,
    icon: IconLockOpen,
    to: "/staff/emergency-access",
    needs: "staff:break-glass",
  },
  { ...commands.account, icon: IconUser, to: "/account" },
  { ...commands.waitlist, icon: IconHourglass, to: "/waitlist", needs: "appointment:read" },
  { ...commands.security, icon: IconLock, to: "/account/security" },
  { ...commands.sessions, icon: IconLock, to: "/account/sessions" },
  { ...commands.practices, icon: IconBuildingHospital, to: "/account/practices" },
];
