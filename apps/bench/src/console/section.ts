import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureConsole } from "./measure.ts";
import { ConsoleResult, type PageFigures } from "./result.ts";

const most = {
  paintMilliseconds: 1_000,
  shift: 0.1,
  taskMilliseconds: 100,
};
const leastFrames = 0.95;
/** Chromium reports no shorter tasks. */
const mostCalendarTask = 50;

type Calendar = NonNullable<ConsoleResult["calendar"]>;

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

const calendarGoal = ({ appointments, turningLongestTask }: Calendar): Goal => ({
  goal: `No task over ${mostCalendarTask} ms when a week with ${appointments} appointments is shown`,
  measured: `${task(turningLongestTask)} ms`,
  met: turningLongestTask <= mostCalendarTask,
});

const frameGoal = (ratio: number, patients: number): Goal => ({
  goal: `Scrolling ${formatInteger(patients)} patients draws at least ${leastFrames} of the frames of a bare page`,
  measured: formatDecimals(ratio, 2),
  met: ratio >= leastFrames,
});

const renderConsole = ({
  rounds,
  pages,
  table: { patients, scrollSteps, ...tasks },
  calendar,
}: ConsoleResult) =>
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
    ...(tasks.frameRatio === undefined
      ? []
      : [
          `Scrolling drew ${formatDecimals(tasks.frameRatio, 2)} of the frames that a bare page of this height draws.`,
        ]),
    ...(calendar === undefined
      ? []
      : [
          `A week of one doctor with ${calendar.appointments} appointments: the longest task was ${task(calendar.openingLongestTask)} ms while the page was
opened, and ${task(calendar.turningLongestTask)} ms while the week was left and shown again, ${calendar.turns} times.`,
        ]),
  ].join("\n\n");

export const consolePages = defineSection({
  name: "console",
  title: "Console",
  result: ConsoleResult,
  measure: measureConsole,
  render: renderConsole,
  goals: ({ pages, table: figures, calendar }) => [
    ...pages.map(paintGoal),
    tableGoal(figures),
    ...(figures.frameRatio === undefined ? [] : [frameGoal(figures.frameRatio, figures.patients)]),
    ...(calendar === undefined ? [] : [calendarGoal(calendar)]),
  ],
});
