export type BenchContext = {
  /** A short run for development and CI, with rough figures that are not stored. */
  small: boolean;
  /** Reports progress to the user. */
  log(line: string): void;
};
