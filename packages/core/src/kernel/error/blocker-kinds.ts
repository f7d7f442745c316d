import { clinicalTypes } from "@caretype/db/kinds";
import type { Blocker } from "./domain-error.ts";

// Pure: browsers use it.

export const blockerKinds = [
  "patient",
  "doctor",
  "merge",
  "appointment",
  "assignment",
  ...clinicalTypes,
] as const satisfies Blocker["kind"][];
