import { z } from "zod";
import { ThroughputRow } from "../throughput/result.ts";
import { TypeCheck } from "../types/result.ts";

export const LibraryResult = z.object({
  name: z.string(),
  version: z.string(),
  /** One feature of ten procedures: what the library itself costs. */
  small: TypeCheck,
  /** All features. */
  large: TypeCheck,
  /** The client, bundled for a browser with its dependencies. */
  minifiedBytes: z.int(),
  gzipBytes: z.int(),
});
export type LibraryResult = z.output<typeof LibraryResult>;

export const LibrariesResult = z.object({
  procedures: z.int(),
  libraries: z.array(LibraryResult),
  /** Calls of three of the procedures, relative to the limit. */
  speed: z.array(ThroughputRow),
});
export type LibrariesResult = z.output<typeof LibrariesResult>;
