import { formatDecimals, formatInteger, formatMegabytes, table, timesCell } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Times } from "../statistics.ts";
import { measureScale } from "./measure.ts";
import { type ScaleFilled, ScaleResult } from "./result.ts";

const maxRatio = 1.5;

const times = (one: Times, other: Times) => `${formatDecimals(one.median / other.median, 2)}`;

const fillRow = (name: string, { size, took, bytes }: ScaleFilled) => [
  name,
  formatInteger(size.practices),
  formatInteger(size.patients),
  formatInteger(size.largestPractice),
  formatInteger(size.doctors),
  formatInteger(size.assignments),
  formatInteger(size.auditEntries),
  formatMegabytes(bytes),
  formatDecimals(Object.values(took).reduce((sum, each) => sum + each, 0) / 1000, 1),
];

const practiceNames = { usual: "a usual practice", largest: "the largest practice" };

function renderScale({ small, large, rounds, operations }: ScaleResult): string {
  const patients = ({ size }: ScaleFilled) => formatInteger(size.patients);
  return [
    `Procedures are called below HTTP, in one process, alternating between the databases: medians of ${rounds * 3} calls in ms,
with the 90th percentile in brackets. A usual practice has about 1,500 patients in both; the largest has a quarter of all.`,
    table(
      [
        "",
        "practices:",
        "patients:",
        "in the largest:",
        "doctors:",
        "assignments:",
        "audit entries:",
        "MB:",
        "seconds to fill:",
      ],
      [fillRow("small", small), fillRow("large", large)],
    ),
    table(
      ["", "", `${patients(small)}:`, `${patients(large)}:`, "ratio:"],
      operations.map((row) => [
        row.operation,
        practiceNames[row.practice],
        timesCell(row.small),
        timesCell(row.large),
        times(row.large, row.small),
      ]),
    ),
  ].join("\n\n");
}

type Row = ScaleResult["operations"][number];

const ratioOf = ({ small, large }: Row) => large.median / small.median;
const isSearch = ({ operation }: Row) => operation.startsWith("search");

/** Groups of calls with one goal each. The worst call decides. */
const goalGroups: { name: string; has(row: Row): boolean }[] = [
  { name: "every call of a usual practice", has: ({ practice }) => practice === "usual" },
  {
    name: "every call of the largest practice except searches",
    has: (row) => row.practice === "largest" && !isSearch(row),
  },
  { name: "searches of the largest practice", has: (row) => row.practice === "largest" && isSearch(row) },
];

function scaleGoals({ operations, small, large }: ScaleResult): Goal[] {
  const bound = `${formatInteger(large.size.patients)} patients ≤ ${maxRatio} × ${formatInteger(small.size.patients)}`;
  return goalGroups.map(({ name, has }) => {
    const rows = operations.filter(has).toSorted((one, other) => ratioOf(other) - ratioOf(one));
    const above = rows.filter((row) => ratioOf(row) > maxRatio);
    const shown = above.length > 0 ? above : rows.slice(0, 1);
    const measured = shown.map(
      (row) =>
        `${row.operation} ${formatDecimals(ratioOf(row), 2)} × (${formatDecimals(row.large.median, 1)} ms)`,
    );
    return { goal: `${name}: ${bound}`, measured: measured.join(", "), met: above.length === 0 };
  });
}

export const scale = defineSection({
  name: "scale",
  title: "Scale",
  result: ScaleResult,
  measure: measureScale,
  render: renderScale,
  goals: scaleGoals,
});
