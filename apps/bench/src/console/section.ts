import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureConsole } from "./measure.ts";
import { ConsoleResult, type Memory, type PageFigures, type SlowCpu } from "./result.ts";

const most = {
  paintMilliseconds: 1_000,
  shift: 0.1,
  taskMilliseconds: 100,
  slowTaskMilliseconds: 50,
  heap: 1.05,
};
const leastFrames = 0.95;

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

const frameGoal = (ratio: number, patients: number): Goal => ({
  goal: `Scrolling ${formatInteger(patients)} patients draws at least ${leastFrames} of the frames of a bare page`,
  measured: formatDecimals(ratio, 2),
  met: ratio >= leastFrames,
});

const longestStep = ({ steps }: SlowCpu) =>
  steps.reduce((longest, step) =>
    step.longestTaskMilliseconds > longest.longestTaskMilliseconds ? step : longest,
  );

function slowGoal(slowCpu: SlowCpu): Goal {
  const { step, longestTaskMilliseconds } = longestStep(slowCpu);
  return {
    goal: `No task over ${most.slowTaskMilliseconds} ms with a processor ${slowCpu.slower} times slower`,
    measured: `${task(longestTaskMilliseconds)} ms${longestTaskMilliseconds === 0 ? "" : ` (${step})`}`,
    met: longestTaskMilliseconds <= most.slowTaskMilliseconds,
  };
}

const memoryGoal = ({ navigations, heapRatio }: Memory): Goal => ({
  goal: `Heap after ${navigations} pages ≤ ${most.heap} × before`,
  measured: `${formatDecimals(heapRatio, 3)} ×`,
  met: heapRatio <= most.heap,
});

const renderSlowCpu = ({ slower, calibrationMilliseconds, steps }: SlowCpu) => [
  `With a processor ${slower} times slower, on which a fixed piece of work took ${formatInteger(calibrationMilliseconds)} ms:`,
  table(
    ["step", "longest task, ms:"],
    steps.map(({ step, longestTaskMilliseconds }) => [step, task(longestTaskMilliseconds)]),
  ),
];

const renderMemory = ({ navigations, heapRatio, newListeners, newDetachedNodes, signedOutRatio }: Memory) =>
  `After ${navigations} pages, the heap is ${formatDecimals(heapRatio, 3)} × that before, without compiled code. There are
${newListeners} more listeners, and ${newDetachedNodes} more detached nodes. After a sign-out, the heap is ${formatDecimals(signedOutRatio, 2)} × that before.`;

const renderConsole = ({
  rounds,
  pages,
  table: { patients, scrollSteps, ...tasks },
  slowCpu,
  memory,
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
    ...(slowCpu ? renderSlowCpu(slowCpu) : []),
    ...(memory ? [renderMemory(memory)] : []),
  ].join("\n\n");

export const consolePages = defineSection({
  name: "console",
  title: "Console",
  result: ConsoleResult,
  measure: measureConsole,
  render: renderConsole,
  goals: ({ pages, table: figures, slowCpu, memory }) => [
    ...pages.map(paintGoal),
    tableGoal(figures),
    ...(figures.frameRatio === undefined ? [] : [frameGoal(figures.frameRatio, figures.patients)]),
    ...(slowCpu ? [slowGoal(slowCpu)] : []),
    ...(memory ? [memoryGoal(memory)] : []),
  ],
});
