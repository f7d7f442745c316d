import type { UseVisitStep } from "../../../session/module/manifest.ts";
import { useCallIn } from "../records/encounter/use-call-in.ts";

export const useVisitStep: UseVisitStep = useCallIn;
