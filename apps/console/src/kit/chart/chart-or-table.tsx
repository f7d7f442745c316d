import { Skeleton, Stack, Text } from "@mantine/core";
import { CatchBoundary } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import classes from "./chart-or-table.module.css";
import { texts } from "./texts.en.ts";

/** Shows the chart, or the table if the chart cannot be loaded. */
export const ChartOrTable = ({ chart, table }: { chart: ReactNode; table: ReactNode }) => (
  <CatchBoundary getResetKey={always} errorComponent={() => <TableFallback table={table} />}>
    <Suspense fallback={<Skeleton h="100%" role="status" aria-label={texts.isLoading} />}>{chart}</Suspense>
  </CatchBoundary>
);

const always = () => "";

const TableFallback = ({ table }: { table: ReactNode }) => (
  <Stack h="100%" gap={4}>
    <Text size="sm" role="status">
      {texts.isMissing}
    </Text>
    <div className={classes.rest}>{table}</div>
  </Stack>
);
