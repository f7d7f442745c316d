import type { UseVisitStep } from "../../../../session/module/manifest.ts";
import { ofRunning } from "../../../../session/module/of-running.ts";

const none: UseVisitStep = () => ({
  labelsFor: () => null,
  mutate: () => undefined,
  isPending: false,
  error: null,
});

/** The visit step of the module that has one, in its file `parts/visit.ts`. */
export const useVisitStep =
  ofRunning(
    import.meta.glob<UseVisitStep>("../../../*/parts/visit.ts", { eager: true, import: "useVisitStep" }),
  )[0] ?? none;
