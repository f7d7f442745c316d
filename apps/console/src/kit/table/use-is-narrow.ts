import { useMediaQuery } from "@mantine/hooks";

/** Whether lists have two lines a row, as on a telephone. */
export const useIsNarrow = (most = "47.99em"): boolean | undefined =>
  useMediaQuery(`(max-width: ${most})`, undefined, { getInitialValueInEffect: false });
