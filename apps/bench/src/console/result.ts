import { z } from "zod";
import { Spread } from "../statistics.ts";

/** Of one page, opened again and again with nothing of it in the browser's cache. */
const PageFigures = z.object({
  page: z.string(),
  /** Until the greatest thing in view was painted. */
  paintMilliseconds: Spread,
  /** What moved by itself, as Chromium counts it: 0 is nothing. */
  greatestShift: z.number(),
  longestTaskMilliseconds: z.number(),
  /** As it is sent. */
  scriptKilobytes: z.number(),
});
export type PageFigures = z.output<typeof PageFigures>;

export const ConsoleResult = z.object({
  rounds: z.int(),
  pages: z.array(PageFigures),
  table: z.object({
    patients: z.int(),
    /** While they are loaded, page by page, and while they are scrolled through. */
    loadingLongestTask: z.number(),
    scrollingLongestTask: z.number(),
    scrollSteps: z.int(),
  }),
});
export type ConsoleResult = z.output<typeof ConsoleResult>;
