import { useMediaQuery } from "@mantine/hooks";

/** Whether lists have two lines a row, as on a telephone. */
export const useIsNarrow = (): boolean | undefined =>
  useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
