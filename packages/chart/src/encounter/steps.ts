import type { EncounterStatus } from "./schema.ts";

// Pure: browsers use it to offer allowed steps.

/** The state machine of an encounter: the allowed statuses of each step, and the status after it. */
export const steps = {
  arrive: { from: ["planned"], to: "arrived" },
  start: { from: ["planned", "arrived"], to: "in-progress" },
  finish: { from: ["in-progress"], to: "finished" },
  cancel: { from: ["planned", "arrived"], to: "cancelled" },
  /** Also allowed if it is locked. */
  enterInError: {
    from: ["planned", "arrived", "in-progress", "finished", "cancelled"],
    to: "entered-in-error",
  },
} as const satisfies Record<string, { from: EncounterStatus[]; to: EncounterStatus }>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps).filter((name): name is Step => Object.hasOwn(steps, name));

export const mayDo = (step: Step, status: EncounterStatus): boolean =>
  steps[step].from.some((from) => from === status);
