import { z } from "zod";

const Answers = z.object({ count: z.int(), p50Milliseconds: z.number(), p99Milliseconds: z.number() });

/** One load of one call. */
export const OverloadRow = z.object({
  call: z.string(),
  /** What the server answers when 32 connections call as fast as they are answered. */
  bearablePerSecond: z.number(),
  /** Offered calls per second, as a multiple of the bearable ones. */
  times: z.number(),
  offeredPerSecond: z.number(),
  acceptedPerSecond: z.number(),
  accepted: Answers,
  refused: Answers,
  /** Calls without an answer, or with another status. */
  failures: z.int(),
  generatorShare: z.number(),
});
export type OverloadRow = z.output<typeof OverloadRow>;

export const OverloadResult = z.object({
  connections: z.int(),
  seconds: z.number(),
  rows: z.array(OverloadRow),
});
export type OverloadResult = z.output<typeof OverloadResult>;
