import { formatDecimals, formatInteger, table, timesCell } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Times } from "../statistics.ts";
import { measureSlots, SlotsResult } from "./measure.ts";

const maxBesideList = 3;
const maxGrowth = 1.5;

const ratio = (one: Times, other: Times) => `${formatDecimals(one.median / other.median, 2)}`;

const renderSlots = ({ ofDoctor, days, found, calls, sizes }: SlotsResult) =>
  [
    `Free slots in the next ${days} days of a doctor with ${formatInteger(ofDoctor)} appointments (${found} are found), beside a list of 50
patients. Procedures are called below HTTP, in turns: medians of ${calls} calls in ms, with the 90th percentile in brackets.`,
    table(
      ["appointments in the table", "slots:", "50 patients:", "ratio:"],
      sizes.map(({ appointments, slots, listPatients }) => [
        formatInteger(appointments),
        timesCell(slots),
        timesCell(listPatients),
        ratio(slots, listPatients),
      ]),
    ),
  ].join("\n\n");

function slotsGoals({ ofDoctor, sizes }: SlotsResult): Goal[] {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (!small || !large) return [];
  const besideList = sizes.map(({ slots, listPatients }) => slots.median / listPatients.median);
  return [
    {
      goal: `Free slots of a doctor with ${formatInteger(ofDoctor)} appointments ≤ ${maxBesideList} × a list of 50 patients`,
      measured: besideList.map((each) => `${formatDecimals(each, 2)} ×`).join(", "),
      met: besideList.every((each) => each <= maxBesideList),
    },
    {
      goal: `Free slots: ${formatInteger(large.appointments)} appointments ≤ ${maxGrowth} × ${formatInteger(small.appointments)}`,
      measured: `${ratio(large.slots, small.slots)} × (${formatDecimals(large.slots.median, 1)} ms)`,
      met: large.slots.median <= maxGrowth * small.slots.median,
    },
  ];
}

export const slots = defineSection({
  name: "slots",
  title: "Free slots",
  result: SlotsResult,
  measure: measureSlots,
  render: renderSlots,
  goals: slotsGoals,
});
