import { z } from "zod";
import { Spread } from "../statistics.ts";

/** One program, checked without incremental state, with a warm file cache. */
export const TypeCheck = z.object({
  program: z.string(),
  command: z.string(),
  seconds: Spread,
  /** The median processor time of all threads. */
  cpuSeconds: z.number().nullable(),
  files: z.int(),
  types: z.int(),
  instantiations: z.int(),
  memoryMb: z.int(),
});
export type TypeCheck = z.output<typeof TypeCheck>;

export const TypesResult = z.object({
  /** The programs of `pnpm typecheck` in this repository. The console's program includes the router's types again. */
  repository: z.array(TypeCheck),
  /** Seconds for all programs, started concurrently. */
  atOnce: z.object({ repository: Spread, synthetic: Spread }),
  /** The same for a copy with additional features. `procedures` is the total. */
  synthetic: z.object({ features: z.int(), procedures: z.int(), checks: z.array(TypeCheck) }),
  /** A frontend outside the workspace, with the packed client of that copy. */
  packed: z.object({
    buildSeconds: z.number(),
    /** The size of the router's declaration, with all inputs and outputs expanded. */
    declarationKilobytes: z.number(),
    checks: z.array(TypeCheck),
  }),
});
export type TypesResult = z.output<typeof TypesResult>;
