import { type KnownProcess, processTree } from "@caretype/postgres/embedded/processes";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import type { Generator } from "../load/generator.ts";
import type { Call, LoadSample } from "../load/messages.ts";
import type { Operation, Peer } from "../peer/peer.ts";
import type { ServerProcess } from "../process/server-process.ts";
import { peakBytes, processorSeconds } from "../process/usage.ts";

export type Cell = { peer: Peer; operation: Operation; calls: Call[]; server: ServerProcess };

export type Sample = LoadSample & {
  serverMicroseconds: number | null;
  databaseMicroseconds: number | null;
  peakBytes: number | null;
};

export type LoadHarness = { environment: BenchEnvironment; generator: Generator; connections: number };

export async function sampleCell(
  { environment, generator, connections }: LoadHarness,
  { calls, server }: Pick<Cell, "calls" | "server">,
  seconds: number,
): Promise<Sample> {
  const servers = processTree(server.processId);
  const spentByServer = watch(() => servers);
  const spentByDatabase = watch(() => processTree(environment.database.processId));
  const sample = await generator.run({ kind: "closed", url: server.url, calls, seconds, connections });
  const perCall = (spent: number | null) => (spent === null ? null : (spent * 1_000_000) / sample.answers);
  return {
    ...sample,
    serverMicroseconds: perCall(spentByServer()),
    databaseMicroseconds: perCall(spentByDatabase()),
    peakBytes: peakBytes(servers),
  };
}

/** Starts a measurement. Call the returned function for the processor time since then. */
function watch(processes: () => KnownProcess[]): () => number | null {
  const before = processorSeconds(processes());
  return () => {
    const after = processorSeconds(processes());
    return before === null || after === null ? null : after - before;
  };
}
