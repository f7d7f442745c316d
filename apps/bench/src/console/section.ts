import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureConsole } from "./measure.ts";
import { ConsoleResult, type PageFigures } from "./result.ts";

const most = { paintMilliseconds: 1_000, shift: 0.1, taskMilliseconds: 100 };

/** Chromium reports no shorter tasks. */
const task = (milliseconds: number) => (milliseconds === 0 ? "under 50" : formatInteger(milliseconds));

const paintGoal = ({ page, paintMilliseconds: { median }, greatestShift }: PageFigures): Goal => ({
  goal: `${page}: largest contentful paint < 1 s, no layout shift`,
  measured: `${formatInteger(median)} ms, shift ${formatDecimals(greatestShift, 3)}`,
  met: median < most.paintMilliseconds && greatestShift < most.shift,
});

const tableGoal = ({ patients, loadingLongestTask, scrollingLongestTask }: ConsoleResult["table"]): Goal => {
  const longest = Math.max(loadingLongestTask, scrollingLongestTask);
  return {
    goal: `No task over ${most.taskMilliseconds} ms with ${formatInteger(patients)} patients in the table`,
    measured: `${task(longest)} ms`,
    met: longest <= most.taskMilliseconds,
  };
};

const renderConsole = ({ rounds, pages, table: { patients, scrollSteps, ...tasks } }: ConsoleResult) =>
  [
    `In Chromium on this machine, from the server in its default configuration; each page ${rounds} times with an empty cache.`,
    table(
      ["page", "largest paint, ms:", "from–to:", "shift:", "longest task, ms:", "script, kB sent:"],
      pages.map(({ page, paintMilliseconds, greatestShift, longestTaskMilliseconds, scriptKilobytes }) => [
        page,
        formatInteger(paintMilliseconds.median),
        `${formatInteger(paintMilliseconds.min)}–${formatInteger(paintMilliseconds.max)}`,
        formatDecimals(greatestShift, 3),
        task(longestTaskMilliseconds),
        formatInteger(scriptKilobytes),
      ]),
    ),
    `With ${formatInteger(patients)} patients in the table, the longest task was ${task(tasks.loadingLongestTask)} ms while they were loaded, a hundred at a
time, and ${task(tasks.scrollingLongestTask)} ms in ${scrollSteps} turns of the wheel.`,
  ].join("\n\n");

export const consolePages = defineSection({
  name: "console",
  title: "Console",
  result: ConsoleResult,
  measure: measureConsole,
  render: renderConsole,
  goals: ({ pages, table: figures }) => [...pages.map(paintGoal), tableGoal(figures)],
});
