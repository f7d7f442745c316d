import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureConsole } from "./measure.ts";
import { ConsoleResult, type PageFigures } from "./result.ts";

const most = {
  paintMilliseconds: 1_000,
  shift: 0.1,
};
/** Chromium reports no shorter tasks. */
const maxCalendarTask = 50;

/** Chromium reports no shorter tasks. */
const task = (milliseconds: number) => (milliseconds === 0 ? "under 50" : formatInteger(milliseconds));

const paintGoal = ({ page, paintMilliseconds: { median }, greatestShift }: PageFigures): Goal => ({
  goal: `${page}: largest contentful paint < 1 s, no layout shift`,
  measured: `${formatInteger(median)} ms, shift ${formatDecimals(greatestShift, 3)}`,
  met: median < most.paintMilliseconds && greatestShift < most.shift,
});

const calendarGoal = ({ appointments, turningLongestTask }: ConsoleResult["calendar"]): Goal => ({
  goal: `No task over ${maxCalendarTask} ms when a week with ${appointments} appointments is shown`,
  measured: `${task(turningLongestTask)} ms`,
  met: turningLongestTask <= maxCalendarTask,
});

const renderConsole = ({ rounds, pages, calendar }: ConsoleResult) =>
  [
    `In Chromium on this machine, from the server in its default configuration; each page ${rounds} times with an empty cache.`,
    table(
      ["page", "largest paint, ms:", "from–to:", "shift:", "longest task, ms:", "script, kB sent:"],
      pages.map(
        ({
          page,
          paintMilliseconds,
          greatestShift,
          longestTaskMilliseconds: taskMilliseconds,
          scriptKilobytes,
        }) => [
          page,
          formatInteger(paintMilliseconds.median),
          `${formatInteger(paintMilliseconds.min)}–${formatInteger(paintMilliseconds.max)}`,
          formatDecimals(greatestShift, 3),
          task(taskMilliseconds),
          formatInteger(scriptKilobytes),
        ],
      ),
    ),
    `A week of one doctor with ${calendar.appointments} appointments: the longest task was ${task(calendar.openingLongestTask)} ms while the page was
opened, and ${task(calendar.turningLongestTask)} ms while the week was left and shown again, ${calendar.turns} times.`,
  ].join("\n\n");

export const consolePages = defineSection({
  name: "console",
  title: "Console",
  result: ConsoleResult,
  measure: measureConsole,
  render: renderConsole,
  goals: ({ pages, calendar }) => [...pages.map(paintGoal), calendarGoal(calendar)],
});
