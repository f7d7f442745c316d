import { table } from "./markdown.ts";
import type { Goal, Section } from "./section.ts";
import type { Stored } from "./store.ts";

export type Measured = { section: Section; stored: Stored };

/** Renders `RESULTS.md`: the goals, then each section. */
export function renderReport(measured: readonly Measured[]): string {
  return [
    "# Results",
    "`pnpm bench` measures everything and writes this file, and `pnpm bench throughput` measures one section. Absolute figures\ndepend on the machine that is named with them. Compare ratios of the same run.",
    ...renderWarning(measured),
    "## Goals",
    renderGoals(measured),
    ...measured.flatMap(renderSection),
    "",
  ].join("\n\n");
}

function renderWarning(measured: readonly Measured[]): string[] {
  const rough = measured.filter(({ stored }) => stored.rough).map(({ section }) => section.name);
  return rough.length === 0
    ? []
    : [`**Rough figures of small runs, not to be relied on: ${rough.join(", ")}.**`];
}

function renderGoals(measured: readonly Measured[]): string {
  const goals = measured.flatMap(({ section, stored }) => section.goals(stored.result));
  return table(["goal", "measured", "met"], goals.map(goalCells));
}

const goalCells = ({ goal, measured, met }: Goal) => [
  goal,
  measured,
  typeof met === "string" ? met : met === null ? "–" : met ? "yes" : "**no**",
];

function renderSection({ section, stored }: Measured): string[] {
  return [`## ${section.title}`, describeRun(stored), section.render(stored.result)];
}

function describeRun({ date, seconds, machine, versions }: Stored): string {
  const { processor, cores, memoryGigabytes, system } = machine;
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const took = seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;
  return `Measured on ${date.slice(0, 10)} in ${took}: ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system};\n${software.join(", ")}.`;
}
