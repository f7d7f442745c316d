import { z } from "zod";
import { Spread } from "../statistics.ts";

export const StartResult = z.object({
  rounds: z.int(),
  firstMilliseconds: z.number(),
  milliseconds: Spread,
  bareMilliseconds: Spread,
});
export type StartResult = z.output<typeof StartResult>;
