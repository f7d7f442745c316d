import { formatDecimals, formatInteger, table, timesCell } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { ChartResult, type Compared, measureChart } from "./measure.ts";

const ratioOf = ({ call, beside }: Compared) => call.median / beside.median;

const renderChart = ({ calls, observations: [few, many], rows }: ChartResult) =>
  [
    `Calls of charts, each beside another call in the same rounds. The table has ${formatInteger(few)} observations, and
${formatInteger(many)} in the last row. Procedures are called below HTTP: medians of ${calls} calls in ms, with the 90th
percentile in brackets.`,
    table(
      ["call", "time:", "beside", "time:", "ratio:"],
      rows.map((row) => [
        row.name,
        timesCell(row.call),
        row.reference,
        timesCell(row.beside),
        formatDecimals(ratioOf(row), 2),
      ]),
    ),
  ].join("\n\n");

const chartGoals = ({ rows }: ChartResult): Goal[] =>
  rows.map((row) => ({
    goal: `Charts: ${row.name} ≤ ${formatDecimals(row.most, 2)} × the time of ${row.reference}`,
    measured: `${formatDecimals(ratioOf(row), 2)} ×`,
    met: ratioOf(row) <= row.most,
  }));

export const chart = defineSection({
  name: "chart",
  title: "Clinical records",
  result: ChartResult,
  measure: measureChart,
  render: renderChart,
  goals: chartGoals,
});
