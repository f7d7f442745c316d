import type { Blocker } from "./domain-error.ts";

// Pure: browsers name them.

export const blockerKinds = [
  "appointment",
  "assignment",
  "encounter",
  "patient",
  "doctor",
  "merge",
] as const satisfies Blocker["kind"][];
