import { z } from "zod";

/** Milliseconds of one call. */
const Times = z.object({ median: z.number(), p90: z.number() });
export type Times = z.output<typeof Times>;

/** A call, and the call that it is compared with in the same rounds. */
const Compared = z.object({ name: z.string(), call: Times, reference: z.string(), beside: Times });
export type Compared = z.output<typeof Compared>;

export const ChartResult = z.object({
  calls: z.int(),
  /** Observations in the table of the small and of the large database. */
  observations: z.tuple([z.int(), z.int()]),
  rows: z.array(Compared.extend({ most: z.number() })),
});
export type ChartResult = z.output<typeof ChartResult>;
