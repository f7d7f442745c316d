import { Skeleton, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorBoundary } from "../notice/error-boundary.tsx";
import classes from "./chart-or-table.module.css";
import { texts } from "./texts.en.ts";

/** Falls back to the table if the chart cannot be loaded. */
export const ChartOrTable = ({ chart, table }: { chart: ReactNode; table: ReactNode }) => (
  <ErrorBoundary
    loading={<Skeleton h="100%" role="status" aria-label={texts.isLoading} />}
    fallback={() => <TableFallback table={table} />}
  >
    {chart}
  </ErrorBoundary>
);

const TableFallback = ({ table }: { table: ReactNode }) => (
  <Stack h="100%" gap={4}>
    <Text size="sm" role="status">
      {texts.isMissing}
    </Text>
    <div className={classes.rest}>{table}</div>
  </Stack>
);
