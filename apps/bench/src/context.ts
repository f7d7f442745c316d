export type BenchContext = {
  /** A short run for development and CI, with rough figures that are not stored. */
  small: boolean;
  log(line: string): void;
};
