import type { Stored } from "./store.ts";

/** The context of each section. */
export type BenchContext = {
  /** The section's stored earlier result, if any. */
  before?: Stored | undefined;
  /** A short run for development and CI, with rough figures that are not stored. */
  small: boolean;
  /** Reports progress to the user. */
  log(line: string): void;
};
