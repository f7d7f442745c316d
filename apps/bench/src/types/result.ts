import { z } from "zod";
import { Spread } from "../statistics.ts";

/** One program checked from nothing: no incremental information, its files in the system's cache. */
export const TypeCheck = z.object({
  program: z.string(),
  command: z.string(),
  seconds: Spread,
  /** What all its threads worked, the median. */
  cpuSeconds: z.number().nullable(),
  files: z.int(),
  types: z.int(),
  instantiations: z.int(),
  memoryMb: z.int(),
});
export type TypeCheck = z.output<typeof TypeCheck>;

/** How long something took in an editor, measured again and again. */
export const Latency = z.object({
  what: z.string(),
  kind: z.enum(["completion", "reference", "other"]),
  count: z.int(),
  medianMs: z.number(),
  p95Ms: z.number(),
  /** What the server's process worked for it, the median: where other processes take turns, the surer figure. */
  cpuMs: z.number().nullable(),
});
export type Latency = z.output<typeof Latency>;

export const EditorSession = z.object({
  server: z.string(),
  project: z.string(),
  /** From the server's start to its first completion, of a feature's procedures. */
  coldMs: Spread,
  /** Of the warm server. */
  latencies: z.array(Latency),
  /** Resident, of the server's process, in the end. */
  memoryMb: z.number().nullable(),
});
export type EditorSession = z.output<typeof EditorSession>;

export const TypesResult = z.object({
  /** What `pnpm typecheck` checks of this repository, as it is; the console's program has the router's types once more. */
  repository: z.array(TypeCheck),
  /** Seconds for all programs of one, started at once. */
  atOnce: z.object({ repository: Spread, synthetic: Spread }),
  /** The same of a copy with so many features more, made as the product's are, and so many procedures in all. */
  synthetic: z.object({ features: z.int(), procedures: z.int(), checks: z.array(TypeCheck) }),
  /** The same copy, with tsc left to choose how many checkers share the work. */
  byDefault: z.array(TypeCheck),
  /** A frontend outside of the workspace, with the packed client of that copy. */
  packed: z.object({
    /** How long the client's build took. */
    buildSeconds: z.number(),
    /** The router's declaration, with all inputs and outputs spelled out. */
    declarationKilobytes: z.number(),
    checks: z.array(TypeCheck),
  }),
  editors: z.array(EditorSession),
});
export type TypesResult = z.output<typeof TypesResult>;
