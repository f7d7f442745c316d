import { z } from "zod";
import { Spread } from "../statistics.ts";

export const KitResult = z.object({
  processes: z.int(),
  /** The first start of each process, which also starts PostgreSQL. */
  first: Spread,
  /** All other starts. */
  later: Spread,
});
export type KitResult = z.output<typeof KitResult>;
