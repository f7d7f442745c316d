import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useIsNarrow } from "./use-is-narrow.ts";

type TwoLinesProps = { below: ReactNode; children: ReactNode };

/** A cell of a narrow list: below the name stands what tells the rows apart. Long facts get another line. */
export const TwoLines = ({ below, children }: TwoLinesProps) => (
  <Stack gap={0}>
    <div>{children}</div>
    <Text size="xs" c="dimmed" lh={1.3} lineClamp={2} style={{ whiteSpace: "normal" }}>
      {below}
    </Text>
  </Stack>
);

/** The same, with one line on a wide screen. */
export const NarrowTwoLines = ({ below, children }: TwoLinesProps) =>
  useIsNarrow() ? <TwoLines below={below}>{children}</TwoLines> : children;
