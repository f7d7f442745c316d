import { table } from "./markdown.ts";
import type { Goal, Section } from "./section.ts";
import type { Stored } from "./store.ts";

/** A section with its latest result. */
export type Measured = { section: Section; stored: Stored };

/** `RESULTS.md`: the goals first, then each section. */
export function renderReport(measured: readonly Measured[]): string {
  return [
    "# Results",
    "`pnpm bench` measures all of it and writes this file; `pnpm bench throughput` one section. Figures are those of the\nmachine that is named with them: what tells something is their ratio in the same run.",
    ...renderWarning(measured),
    "## Goals",
    renderGoals(measured),
    ...measured.flatMap(renderSection),
    "",
  ].join("\n\n");
}

/** Whoever reads the goals must know which figures are not to be relied on. */
function renderWarning(measured: readonly Measured[]): string[] {
  const rough = measured.filter(({ stored }) => stored.rough).map(({ section }) => section.name);
  return rough.length === 0
    ? []
    : [`**Rough, of small runs, and not to be relied on: ${rough.join(", ")}.**`];
}

function renderGoals(measured: readonly Measured[]): string {
  const goals = measured.flatMap(({ section, stored }) => section.goals(stored.result));
  return table(["goal", "measured", "met"], goals.map(goalCells));
}

const goalCells = ({ goal, measured, met }: Goal) => [
  goal,
  measured,
  met === null ? "–" : met ? "yes" : "**no**",
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
