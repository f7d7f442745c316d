import { z } from "zod";
import { ThroughputRow } from "../throughput/result.ts";

export const TracingResult = z.object({
  /** The first peer traces nothing. */
  rows: z.array(ThroughputRow),
});
export type TracingResult = z.output<typeof TracingResult>;
