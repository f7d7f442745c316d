import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { ChartResult, type Compared, measureChart, type Times } from "./measure.ts";

const cell = ({ median, p90 }: Times) => `${formatDecimals(median, 2)} (${formatDecimals(p90, 2)})`;
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
        cell(row.call),
        row.reference,
        cell(row.beside),
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
