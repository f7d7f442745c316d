import type { Stored } from "./store.ts";

/** What each section is given. */
export type BenchContext = {
  /** What the section measured before, where that is stored. */
  before?: Stored | undefined;
  /** A short version, for development and CI: its figures are rough, and nothing is written. */
  small: boolean;
  /** Tells the person who waits what is being done. */
  log(line: string): void;
};
