import { useMantineColorScheme } from "@mantine/core";
import { IconApi, IconArrowBackUp, IconBuildingHospital, IconLogout, IconPalette } from "@tabler/icons-react";
import { type LinkProps, useRouter } from "@tanstack/react-router";
import { isValidElement, type ReactNode } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { lastChange } from "../../kit/notice/notify.tsx";
import { schemeChoices } from "../../kit/theme/color-scheme-choice.tsx";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { useSignOut } from "../../session/client/use-sign-out.ts";
import { entries } from "../navigation/navigation.tsx";
import { usePractices } from "../navigation/use-practices.ts";
import type { Command } from "./command.ts";
import { texts as commands } from "./commands/texts.en.ts";
import { navigationCommands } from "./navigation-commands.ts";
import { useKeysTo, usePageCommands, useToolCommands } from "./page-commands.ts";
import { texts as paletteTexts } from "./texts.en.ts";

/** All pages and actions that the reader may use. */
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
    .map(({ to, label, icon }): Command => ({ id: `page ${label}`, group: "pages", label, icon, ...go(to) }));
  const actions = navigationCommands
    .filter(({ needs }) => !needs || may(needs))
    .map(({ to, needs: _needs, ...command }): Command => ({ ...command, group: "actions", ...go(to) }));
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

/** The last change of this page load, whose notification may be gone. */
function useUndoCommand(): Command[] {
  const change = useStore(lastChange);
  if (change === null) return [];
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
