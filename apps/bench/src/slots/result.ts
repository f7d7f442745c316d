import { z } from "zod";

/** Milliseconds of one call. */
const Times = z.object({ median: z.number(), p90: z.number(), p99: z.number() });
export type Times = z.output<typeof Times>;

export const SlotsResult = z.object({
  /** The appointments of the doctor whose slots are looked for. */
  ofDoctor: z.int(),
  days: z.int(),
  /** How many slots are found. */
  found: z.int(),
  calls: z.int(),
  sizes: z.array(
    z.object({
      /** All appointments in the table. */
      appointments: z.int(),
      slots: Times,
      listPatients: Times,
    }),
  ),
});
export type SlotsResult = z.output<typeof SlotsResult>;
