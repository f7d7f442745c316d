import { z } from "zod";
import { Spread } from "../statistics.ts";

/** One program, checked without incremental state, with its files in the system's cache. */
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

/** The latency of an editor action, over repeated measurements. */
export const Latency = z.object({
  what: z.string(),
  kind: z.enum(["completion", "reference", "other"]),
  count: z.int(),
  medianMs: z.number(),
  p95Ms: z.number(),
  /** The median processor time of the server's process. More reliable than latency if other processes compete. */
  cpuMs: z.number().nullable(),
});
export type Latency = z.output<typeof Latency>;

export const EditorSession = z.object({
  server: z.string(),
  project: z.string(),
  /** From the server's start to its first completion, of a feature's procedures. */
  coldMs: Spread,
  /** Measured on the warm server. */
  latencies: z.array(Latency),
  /** The resident memory of the server's process at the end. */
  memoryMb: z.number().nullable(),
});
export type EditorSession = z.output<typeof EditorSession>;

export const TypesResult = z.object({
  /** The programs of `pnpm typecheck` in this repository. The console's program includes the router's types again. */
  repository: z.array(TypeCheck),
  /** Seconds for all programs, started concurrently. */
  atOnce: z.object({ repository: Spread, synthetic: Spread }),
  /** The same for a copy with additional features, built like the product's own. `procedures` is the total. */
  synthetic: z.object({ features: z.int(), procedures: z.int(), checks: z.array(TypeCheck) }),
  /** The same copy, with tsc's default number of checkers. */
  byDefault: z.array(TypeCheck),
  /** A frontend outside the workspace, with the packed client of that copy. */
  packed: z.object({
    /** The duration of the client's build. */
    buildSeconds: z.number(),
    /** The size of the router's declaration, with all inputs and outputs written out. */
    declarationKilobytes: z.number(),
    checks: z.array(TypeCheck),
  }),
  editors: z.array(EditorSession),
});
export type TypesResult = z.output<typeof TypesResult>;
