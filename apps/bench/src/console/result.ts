import { z } from "zod";
import { Spread } from "../statistics.ts";

/** Figures of one page, opened repeatedly with an empty browser cache. */
const PageFigures = z.object({
  page: z.string(),
  /** Time to the largest contentful paint. */
  paintMilliseconds: Spread,
  /** Chromium's layout shift. 0: nothing moved. */
  greatestShift: z.number(),
  longestTaskMilliseconds: z.number(),
  /** As transferred. */
  scriptKilobytes: z.number(),
});
export type PageFigures = z.output<typeof PageFigures>;

/** With a processor that is slower by a factor. */
const SlowCpu = z.object({
  slower: z.number(),
  /** The duration of a fixed piece of work, as durations depend on the machine. */
  calibrationMilliseconds: z.number(),
  /** 0: no task over 50 ms. */
  steps: z.array(z.object({ step: z.string(), longestTaskMilliseconds: z.number() })),
});
export type SlowCpu = z.output<typeof SlowCpu>;

/** After navigations, relative to before them. */
const Memory = z.object({
  navigations: z.int(),
  heapRatio: z.number(),
  newListeners: z.int(),
  newDetachedNodes: z.int(),
  signedOutRatio: z.number(),
});
export type Memory = z.output<typeof Memory>;

export const ConsoleResult = z.object({
  rounds: z.int(),
  pages: z.array(PageFigures),
  table: z.object({
    patients: z.int(),
    /** While they are loaded, page by page, and while the table is scrolled. */
    loadingLongestTask: z.number(),
    scrollingLongestTask: z.number(),
    scrollSteps: z.int(),
    /** Frames per second while scrolling, relative to a bare page. Older results lack it. */
    frameRatio: z.number().optional(),
  }),
  /** Older results lack them. */
  slowCpu: SlowCpu.optional(),
  memory: Memory.optional(),
});
export type ConsoleResult = z.output<typeof ConsoleResult>;
