import type { EncounterStatus } from "./schema.ts";

// Pure: browsers use it to offer what is allowed.

/** An encounter's life: what may be done in which status, and the status after it. */
export const steps = {
  arrive: { from: ["planned"], to: "arrived" },
  start: { from: ["planned", "arrived"], to: "in-progress" },
  finish: { from: ["in-progress"], to: "finished" },
  cancel: { from: ["planned", "arrived"], to: "cancelled" },
  /** Also of a locked one. */
  enterInError: {
    from: ["planned", "arrived", "in-progress", "finished", "cancelled"],
    to: "entered-in-error",
  },
} as const satisfies Record<string, { from: EncounterStatus[]; to: EncounterStatus }>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps).filter((name): name is Step => Object.hasOwn(steps, name));

export const mayDo = (step: Step, status: EncounterStatus): boolean =>
  steps[step].from.some((from) => from === status);
