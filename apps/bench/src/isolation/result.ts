import { z } from "zod";

export const Latency = z.object({
  callsPerSecond: z.number(),
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
});
export type Latency = z.output<typeof Latency>;

export const IsolationRow = z.object({
  disturbance: z.string(),
  load: z.string(),
  quiet: Latency,
  disturbed: Latency,
  /** The work that the disturbance did meanwhile. */
  done: z.string(),
  /** Only for an import. Absent in earlier results. */
  rowsPerSecond: z.number().nullable().optional(),
  slices: z.int(),
  failures: z.int(),
});
export type IsolationRow = z.output<typeof IsolationRow>;

export const IsolationResult = z.object({ sliceSeconds: z.number(), rows: z.array(IsolationRow) });
export type IsolationResult = z.output<typeof IsolationResult>;
