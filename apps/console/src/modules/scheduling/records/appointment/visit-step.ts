import type { Appointment } from "@caretype/client";
import { ofRunning } from "../../../../session/module/of-running.ts";

type VisitStepProps = {
  onDone?: () => void;
  onError?: (error: unknown, appointment: Appointment) => void;
};

/** What another module does first with a patient who waits, such as to call them in. */
export type UseVisitStep = (props: VisitStepProps) => {
  /** Null for those who may not, and before the patient is here. */
  labelsFor: (appointment: Appointment) => { label: string; of: (patientName: string) => string } | null;
  mutate: (appointment: Appointment) => void;
  isPending: boolean;
  error: unknown;
};

const none: UseVisitStep = () => ({
  labelsFor: () => null,
  mutate: () => undefined,
  isPending: false,
  error: null,
});

/** The step of the module that has one, in its file `parts/visit.ts`. */
export const useVisitStep =
  ofRunning(
    import.meta.glob<UseVisitStep>("../../../*/parts/visit.ts", { eager: true, import: "useVisitStep" }),
  )[0] ?? none;
