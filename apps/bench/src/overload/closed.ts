import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, removeCreated } from "../environment/bench-environment.ts";
import type { Generator } from "../load/generator.ts";
import type { Call } from "../load/messages.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { caretypePeer } from "../peer/caretype.ts";
import { operations, type Peer } from "../peer/peer.ts";
import { rpcPeers } from "../peer/rpc/peers.ts";
import type { Goal } from "../section.ts";
import { median } from "../statistics.ts";
import { operationNames } from "../throughput/result.ts";

const connectionCounts = [32, 64, 128, 512];

export const ClosedRow = z.object({
  peer: z.string(),
  operation: z.string(),
  connections: z.int(),
  /** Accepted answers per second: the median of the rounds. */
  acceptedPerSecond: z.number(),
  /** Relative to the best number of connections in the same round: the median of the rounds. */
  ofBest: z.number(),
  refusedShare: z.number(),
  /** Latency of accepted answers: the median of the rounds. */
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
});
type ClosedRow = z.output<typeof ClosedRow>;

const ours = caretypePeer("REST", 1);
const peers: Peer[] = [ours, ...rpcPeers.filter(({ name }) => !name.startsWith("oRPC"))];

type Measuring = { environment: BenchEnvironment; generator: Generator };

/** Measures one account with a growing number of connections, beside other libraries under the same load. */
export async function measureClosed(
  { environment, generator }: Measuring,
  context: BenchContext,
): Promise<ClosedRow[]> {
  const rows: ClosedRow[] = [];
  for (const peer of peers) {
    await using server = await peer.start(environment);
    for (const [operation, calls] of Object.entries(peer.calls(environment))) {
      await removeCreated(environment);
      const cells = await measureCells(generator, { url: server.url, calls }, context);
      rows.push(...cells.map((cell) => ({ peer: peer.name, operation, ...cell })));
      const figures = cells.map(({ connections, ofBest }) => `${connections}: ${formatDecimals(ofBest, 2)}`);
      context.log(`overload: ${peer.name}, ${operation}: ${figures.join(", ")}`);
    }
  }
  return rows;
}

type Loaded = { url: string; calls: Call[] };

async function measureCells(generator: Generator, load: Loaded, context: BenchContext) {
  const [rounds, seconds] = context.small ? [1, 1] : [3, 2];
  await generator.run({ ...load, kind: "closed", connections: 32, seconds: 1 });
  const samples = connectionCounts.map((connections) => ({ connections, of: [] as ClosedSample[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { connections, of } of samples) {
      const { accepted, answers, refused } = await generator.run({
        ...load,
        kind: "closed",
        connections,
        seconds,
      });
      of.push({
        refusedShare: (refused?.answers ?? 0) / Math.max(1, answers),
        acceptedPerSecond: accepted?.perSecond ?? 0,
        p50Milliseconds: accepted?.p50Milliseconds ?? 0,
        p99Milliseconds: accepted?.p99Milliseconds ?? 0,
      });
    }
  }
  const bestOf = (round: number) => Math.max(...samples.map(({ of }) => of[round]?.acceptedPerSecond ?? 0));
  return samples.map(({ connections, of }) => ({
    connections,
    acceptedPerSecond: median(of.map(({ acceptedPerSecond }) => acceptedPerSecond)),
    ofBest: median(of.map(({ acceptedPerSecond }, round) => acceptedPerSecond / bestOf(round))),
    refusedShare: Math.max(...of.map(({ refusedShare }) => refusedShare)),
    p50Milliseconds: median(of.map(({ p50Milliseconds }) => p50Milliseconds)),
    p99Milliseconds: median(of.map(({ p99Milliseconds }) => p99Milliseconds)),
  }));
}

type ClosedSample = Pick<
  ClosedRow,
  "acceptedPerSecond" | "refusedShare" | "p50Milliseconds" | "p99Milliseconds"
>;

const maxMilliseconds = 500;
const minOfBest = 0.9;

export const closedGoals = (rows: readonly ClosedRow[]): Goal[] =>
  rows
    .filter(({ peer }) => peer === ours.name)
    .flatMap(({ operation, connections, ofBest, refusedShare, p99Milliseconds }) => {
      const load = `One account, ${connections} connections (${operation})`;
      const share = `${formatDecimals(refusedShare * 100, 1)} %`;
      return [
        ...(connections <= 64
          ? [{ goal: `${load}: none refused`, measured: share, met: refusedShare === 0 }]
          : []),
        ...(connections > 64
          ? [
              {
                goal: `${load}: accepted answers >= ${minOfBest} of the best rate`,
                measured: formatDecimals(ofBest, 2),
                met: ofBest >= minOfBest,
              },
            ]
          : []),
        {
          goal: `${load}: p99 of accepted calls <= ${maxMilliseconds} ms`,
          measured: `${formatInteger(p99Milliseconds)} ms`,
          met: p99Milliseconds <= maxMilliseconds,
        },
      ];
    });

export const renderClosed = (rows: readonly ClosedRow[]): string =>
  [
    `One account, with ever more connections, each of which sends its next call when the one before is answered. *Of best*:
accepted answers relative to the best number of connections in the same round. Medians of the rounds.`,
    ...operations.map((operation) => {
      const cells = rows
        .filter((row) => row.operation === operation)
        .map((row) => [
          row.peer,
          String(row.connections),
          formatInteger(row.acceptedPerSecond),
          formatDecimals(row.ofBest, 2),
          `${formatDecimals(row.refusedShare * 100, 1)} %`,
          formatDecimals(row.p50Milliseconds, 0),
          formatDecimals(row.p99Milliseconds, 0),
        ]);
      const headings = ["", "connections:", "accepted/s:", "of best:", "refused:", "p50 ms:", "p99 ms:"];
      return `### ${operationNames[operation]}, closed loop\n\n${table(headings, cells)}`;
    }),
  ].join("\n\n");
