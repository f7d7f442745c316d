import { z } from "zod";

export const MemorySample = z.object({ seconds: z.number(), bytes: z.number() });
export type MemorySample = z.output<typeof MemorySample>;

export const MemoryResult = z.object({
  connections: z.int(),
  seconds: z.number(),
  answers: z.int(),
  failures: z.int(),
  /** Null if the system does not report it. */
  peakBytes: z.number().nullable(),
  samples: z.array(MemorySample),
});
export type MemoryResult = z.output<typeof MemoryResult>;
