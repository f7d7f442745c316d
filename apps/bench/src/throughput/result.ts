import { z } from "zod";
import type { Operation, Peer } from "../peer/peer.ts";
import { Spread } from "../statistics.ts";

export const ThroughputRow = z.object({
  peer: z.string(),
  processes: z.int(),
  operation: z.enum(["byId", "list", "create"]),
  /** Wrong answers, and unanswered calls. Any of them invalidates the row. */
  failures: z.int(),
  callsPerSecond: Spread,
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
  /** Relative to the limit's calls per second, by round. Null for the limit itself. */
  ratio: Spread.nullable(),
  /** Processor time of a call relative to the limit's. Hardly changes on a busy machine. */
  processorTimes: z.number().nullable(),
  /** Relative to the same peer's calls per second with one process, by round. Null for one process. */
  ofOneProcess: Spread.nullable(),
  /** Per call, of the server's and PostgreSQL's processes. */
  serverMicroseconds: z.number().nullable(),
  databaseMicroseconds: z.number().nullable(),
  /** Peak memory of the server's processes. Shared memory counts for each. */
  peakBytes: z.number().nullable(),
  generatorShare: z.number(),
});
export type ThroughputRow = z.output<typeof ThroughputRow>;

export const ThroughputResult = z.object({
  connections: z.int(),
  patients: z.int(),
  rounds: z.int(),
  secondsPerRound: z.number(),
  skipped: z.array(z.string()),
  rows: z.array(ThroughputRow),
});
export type ThroughputResult = z.output<typeof ThroughputResult>;

export const operationNames: Record<Operation, string> = {
  byId: "Read one patient",
  list: "List the 50 newest",
  create: "Create a patient",
};

/** Returns, for example, `Read one patient, REST, 2 processes`, without Caretype's own name. */
export function rowName({ name, processes }: Pick<Peer, "name" | "processes">, operation: Operation): string {
  const unit = processes === 1 ? "process" : "processes";
  return `${operationNames[operation]}, ${name.replace("Caretype, ", "")}, ${processes} ${unit}`;
}
