import { z } from "zod";
import { Spread } from "../statistics.ts";

export const ThroughputRow = z.object({
  peer: z.string(),
  processes: z.int(),
  operation: z.enum(["byId", "list", "create"]),
  /** Answers that were not right: the row's figures then say nothing. */
  failures: z.int(),
  callsPerSecond: Spread,
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
  /** Of the limit's calls per second, round by round. Null for the limit itself. */
  ratio: Spread.nullable(),
  /** How much more processor time a call takes than the limit's: hardly changes when a machine is busy. */
  processorTimes: z.number().nullable(),
  /** Of the same peer's calls per second with one process, round by round. Null for one process. */
  ofOneProcess: Spread.nullable(),
  /** Processor time for one call: of the server's processes, and of PostgreSQL's. */
  serverMicroseconds: z.number().nullable(),
  databaseMicroseconds: z.number().nullable(),
  /** The most that the server's processes have held, with what they share counted for each. */
  peakBytes: z.number().nullable(),
  generatorShare: z.number(),
});
export type ThroughputRow = z.output<typeof ThroughputRow>;

export const PoolTrial = z.object({
  processes: z.int(),
  purpose: z.enum(["reads", "writes"]),
  /** In each process. */
  connections: z.int(),
  callsPerSecond: z.record(z.string(), z.number()),
});
export type PoolTrial = z.output<typeof PoolTrial>;

export const ThroughputResult = z.object({
  connections: z.int(),
  patients: z.int(),
  rounds: z.int(),
  secondsPerRound: z.number(),
  /** What was tried for the limit, and taken, by how many processes. */
  poolTrials: z.array(PoolTrial),
  poolSizes: z.record(z.string(), z.object({ reads: z.int(), writes: z.int() })),
  skipped: z.array(z.string()),
  rows: z.array(ThroughputRow),
});
export type ThroughputResult = z.output<typeof ThroughputResult>;
