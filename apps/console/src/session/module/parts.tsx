import { usePermissions } from "../client/use-practice.ts";
import type { Part, Places } from "./manifest.ts";
import { manifests } from "./modules.ts";

type ShownPartsProps<Props> = { parts: readonly Part<Props>[]; with: Props };

/** The parts that the user may see, in order. */
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

/** Modules' additions to a place of a page. */
export const Parts = <Place extends keyof Places>({ of: place, with: props }: PartsProps<Place>) => (
  <ShownParts<Places[Place]> parts={manifests.flatMap(({ parts }) => parts?.[place] ?? [])} with={props} />
);

/** Identifies fictional patients and doctors, as a module declares. */
export const useIsInvented =
  manifests.find((manifest) => manifest.useIsInvented)?.useIsInvented ?? (() => () => false);
