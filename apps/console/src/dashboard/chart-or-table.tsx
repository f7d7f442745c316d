import { Skeleton, Stack, Text } from "@mantine/core";
import { CatchBoundary } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import classes from "./chart-or-table.module.css";

type ChartOrTableProps = { chart: ReactNode; table: ReactNode };

/** The chart; where it cannot be drawn, the same numbers as a table. */
export function ChartOrTable({ chart, table }: ChartOrTableProps) {
  return (
    <CatchBoundary getResetKey={always} errorComponent={() => <Instead table={table} />}>
      <Suspense fallback={<Skeleton h="100%" role="status" aria-label="Loading the chart" />}>
        {chart}
      </Suspense>
    </CatchBoundary>
  );
}

const always = () => "";

const Instead = ({ table }: { table: ReactNode }) => (
  <Stack h="100%" gap={4}>
    <Text size="sm" role="status">
      The chart could not be drawn. These are its numbers.
    </Text>
    <div className={classes.rest}>{table}</div>
  </Stack>
);
