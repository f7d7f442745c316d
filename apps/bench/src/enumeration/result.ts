import { z } from "zod";

/** A question whose answer the duration must not reveal. */
export const Question = z.object({
  question: z.string(),
  cases: z.array(
    z.object({
      name: z.string(),
      status: z.int(),
      medianMilliseconds: z.number(),
      p90Milliseconds: z.number(),
    }),
  ),
});
export type Question = z.output<typeof Question>;

export const EnumerationResult = z.object({ tries: z.int(), questions: z.array(Question) });
export type EnumerationResult = z.output<typeof EnumerationResult>;
