import { usePermissions } from "../client/use-practice.ts";
import type { Part, Places } from "./manifest.ts";
import { manifests } from "./modules.ts";

type ShownPartsProps<Props> = { parts: readonly Part<Props>[]; with: Props };

/** The parts that the reader may see, in their order. */
export function ShownParts<Props extends object>({ parts, with: props }: ShownPartsProps<Props>) {
  const may = usePermissions();
  return parts
    .filter(({ needs }) => needs === undefined || may(needs))
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ Part }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the modules' parts are fixed.
      <Part key={index} {...props} />
    ));
}

type PartsProps<Place extends keyof Places> = { of: Place; with: Places[Place] };

/** What modules add to a place of any page. */
export const Parts = <Place extends keyof Places>({ of: place, with: props }: PartsProps<Place>) => (
  <ShownParts<Places[Place]> parts={manifests.flatMap(({ parts }) => parts?.[place] ?? [])} with={props} />
);

/** Tells which patients and doctors are invented, as a module says. */
export const useIsInvented =
  manifests.find((manifest) => manifest.useIsInvented)?.useIsInvented ?? (() => () => false);
