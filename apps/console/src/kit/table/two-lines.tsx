import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useIsNarrow } from "./use-is-narrow.ts";

type TwoLinesProps = { below: ReactNode; children: ReactNode };

/** A cell of a narrow list: the name, and below it what distinguishes the row. Long details wrap. */
export const TwoLines = ({ below, children }: TwoLinesProps) => (
  <Stack gap={0}>
    <div>{children}</div>
    <Text size="xs" c="dimmed" lh={1.3} lineClamp={2} style={{ whiteSpace: "normal" }}>
      {below}
    </Text>
  </Stack>
);

/** The same, in one line on a wide screen. */
export const NarrowTwoLines = ({ below, children }: TwoLinesProps) =>
  useIsNarrow() ? <TwoLines below={below}>{children}</TwoLines> : children;
