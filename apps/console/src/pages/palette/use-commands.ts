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
  const shortcuts = useShortcuts();
  const keysNow = areKeysOn.get() ? shortcuts() : [];
  const opening = ({ to, needs, ...command }: NavigationCommand & Pick<Command, "id">): Action[] => {
    if (needs && !may(needs)) return [];
    const keys = keysNow.find((each) => each.to !== undefined && each.to === to)?.keys;
    return [{ ...command, run: () => router.navigate({ to }), ...(keys && { keys }) }];
  };
  const pages = entries.flatMap(({ to, label, icon = IconSettings, needs }) =>
    opening({ id: `page ${to}`, label, words: commands.pages[to ?? ""] ?? "", icon, to, needs }),
  );
  return [
    ...inGroup("lastChange", useUndoCommand()),
    ...inGroup("page", keysNow.flatMap(pageCommand)),
    ...inGroup("pages", pages),
    ...inGroup("actions", [
      ...navigationCommands.flatMap((command) => opening({ id: `to ${command.to}`, ...command })),
      ...usePracticeCommands(),
      ...useSchemeCommands(),
      ...useToolCommands(),
    ]),
  ];
}

type Action = Omit<Command, "group">;

const inGroup = (group: Command["group"], actions: readonly Action[]): Command[] =>
  actions.map((action) => ({ ...action, group }));

/** The last change of this page load that can be undone. Its notification may be gone. */
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

/** What the open page offers by a key. Its search and its links to other pages are commands already. */
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
    // The list that is open keeps its filters.
    if (router.state.location.pathname !== list) await router.navigate({ to: list });
    isExporting.set(true);
  };
  // Once the palette is closed.
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

type NavigationCommand = Pick<Command, "label" | "words" | "icon"> & {
  to: LinkProps["to"];
  needs?: Permission | undefined;
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
