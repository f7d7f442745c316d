import { z } from "zod";
import { Times } from "../statistics.ts";

export const practiceKinds = ["usual", "largest"] as const;
export type PracticeKind = (typeof practiceKinds)[number];

const Size = z.object({
  practices: z.int(),
  patients: z.int(),
  doctors: z.int(),
  assignments: z.int(),
  largestPractice: z.int(),
  auditEntries: z.int(),
  seed: z.int(),
});

const Filled = z.object({
  size: Size,
  /** Milliseconds by step. */
  took: z.record(z.string(), z.number()),
  bytes: z.number(),
});

export const ScaleResult = z.object({
  small: Filled,
  large: Filled,
  rounds: z.int(),
  operations: z.array(
    z.object({ operation: z.string(), practice: z.enum(practiceKinds), small: Times, large: Times }),
  ),
});
export type ScaleResult = z.output<typeof ScaleResult>;
export type ScaleFilled = z.output<typeof Filled>;
