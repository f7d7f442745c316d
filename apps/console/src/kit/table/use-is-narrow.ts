import { useMediaQuery } from "@mantine/hooks";

/** Whether rows have two lines, as on a phone. */
export const useIsNarrow = (most = "47.99em"): boolean | undefined =>
  useMediaQuery(`(max-width: ${most})`, undefined, { getInitialValueInEffect: false });
