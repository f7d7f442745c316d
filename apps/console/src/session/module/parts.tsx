import { usePermissions } from "../client/use-practice.ts";
import type { Places } from "./manifest.ts";
import { manifests } from "./modules.ts";

type PartsProps<Place extends keyof Places> = { of: Place; with: Places[Place] };

/** What modules add to a place of a page. */
export function Parts<Place extends keyof Places>({ of: place, with: props }: PartsProps<Place>) {
  const may = usePermissions();
  const parts = manifests.flatMap(({ parts }) => parts?.[place] ?? []);
  return parts
    .filter(({ needs }) => needs === undefined || may(needs))
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ Part }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the modules' parts are fixed.
      <Part key={index} {...props} />
    ));
}

/** Tells which patients and doctors are invented, as a module says. */
export const useIsInvented =
  manifests.find((manifest) => manifest.useIsInvented)?.useIsInvented ?? (() => () => false);
