import type { UseVisitStep } from "../../scheduling/records/appointment/visit-step.ts";
import { useCallIn } from "../records/encounter/use-call-in.ts";

export const useVisitStep: UseVisitStep = useCallIn;
