import { z } from "zod";
import { Spread } from "../statistics.ts";

const PageFigures = z.object({
  page: z.string(),
  paintMilliseconds: Spread,
  /** Chromium's layout shift. 0: nothing moved. */
  greatestShift: z.number(),
  longestTaskMilliseconds: z.number(),
  /** Compressed size. */
  scriptKilobytes: z.number(),
});
export type PageFigures = z.output<typeof PageFigures>;

export const ConsoleResult = z.object({
  rounds: z.int(),
  pages: z.array(PageFigures),
  calendar: z.object({
    appointments: z.int(),
    turns: z.int(),
    /** From the page's first byte until the week appears. */
    openingLongestTask: z.number(),
    /** From leaving the week until it appears again. */
    turningLongestTask: z.number(),
  }),
});
export type ConsoleResult = z.output<typeof ConsoleResult>;
