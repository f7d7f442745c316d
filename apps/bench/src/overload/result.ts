import { z } from "zod";

const AnswerTimes = z.object({
  answers: z.int(),
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
});

export const OverloadRow = z.object({
  load: z.string(),
  /** What the process answers at most, without any load that it does not ask for. */
  bearablePerSecond: z.number(),
  sentPerSecond: z.number(),
  accepted: AnswerTimes.nullable(),
  refused: AnswerTimes.nullable(),
  /** Other answers than 2xx and 503, and calls without an answer. */
  otherFailures: z.int(),
  generatorShare: z.number(),
});
export type OverloadRow = z.output<typeof OverloadRow>;

export const OverloadResult = z.object({ seconds: z.number(), rows: z.array(OverloadRow) });
export type OverloadResult = z.output<typeof OverloadResult>;
