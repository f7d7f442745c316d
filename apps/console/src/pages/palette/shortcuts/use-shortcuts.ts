import { useRouter } from "@tanstack/react-router";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { type Shortcut, shortcutsAt } from "./shortcuts.ts";

/** Returns a function that lists the shortcuts of the page as it is now. */
export function useShortcuts(): () => Shortcut[] {
  const router = useRouter();
  const may = usePermissions();
  return () =>
    shortcutsAt({ path: router.state.location.pathname, may, go: (to) => void router.navigate({ to }) });
}
