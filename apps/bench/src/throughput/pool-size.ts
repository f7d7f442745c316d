import type { BenchContext } from "../context.ts";
import { limitPeer } from "../peer/limit/peer.ts";
import type { Operation } from "../peer/peer.ts";
import { median } from "../statistics.ts";
import { type LoadHarness, sampleCell } from "./cell.ts";
import { type LimitPools, processCounts } from "./peers.ts";
import type { PoolTrial } from "./result.ts";

const trials = {
  reads: { operations: ["byId", "list"], connections: { 1: [2, 4, 8], 2: [2, 4, 8] } },
  writes: { operations: ["create"], connections: { 1: [8, 16, 32], 2: [8, 16] } },
} as const;
const rounds = 3;
const seconds = 1;

/** The sizes without trials. */
export const defaultPools: LimitPools = { 1: { reads: 4, writes: 32 }, 2: { reads: 4, writes: 16 } };

/** Chooses the limit's best pool sizes, so that it is a strong reference. */
export async function choosePools(
  harness: LoadHarness,
  context: BenchContext,
): Promise<{ pools: LimitPools; poolTrials: PoolTrial[] }> {
  const poolTrials: PoolTrial[] = [];
  const pools = { 1: { ...defaultPools[1] }, 2: { ...defaultPools[2] } };
  for (const processes of processCounts) {
    for (const purpose of ["reads", "writes"] as const) {
      const tried: PoolTrial[] = [];
      for (const connections of trials[purpose].connections[processes]) {
        tried.push(await tryPool(harness, { processes, purpose, connections }));
      }
      pools[processes][purpose] = bestTrial(tried).connections;
      context.log(`throughput: the limit, ${processes}: ${pools[processes][purpose]} for ${purpose}`);
      poolTrials.push(...tried);
    }
  }
  return { pools, poolTrials };
}

async function tryPool(harness: LoadHarness, choice: Omit<PoolTrial, "callsPerSecond">): Promise<PoolTrial> {
  const { processes, purpose, connections } = choice;
  const peer = limitPeer(processes, { reads: connections, writes: connections });
  const server = await peer.start(harness.environment);
  try {
    const callsPerSecond: Partial<Record<Operation, number>> = {};
    for (const operation of trials[purpose].operations) {
      const calls = peer.calls(harness.environment)[operation] ?? [];
      const figures: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        figures.push((await sampleCell(harness, { calls, server }, seconds)).callsPerSecond);
      }
      // The first round is the warm-up.
      callsPerSecond[operation] = median(figures.slice(1));
    }
    return { ...choice, callsPerSecond };
  } finally {
    await server.stop();
  }
}

/** Returns the trial with the highest product over the operations, so that relative gains weigh the same. */
export function bestTrial(tried: readonly PoolTrial[]): PoolTrial {
  const score = ({ callsPerSecond }: PoolTrial) =>
    Object.values(callsPerSecond).reduce((product, figure) => product * figure, 1);
  const [first, ...others] = tried;
  if (!first) throw new RangeError("No pool was tried.");
  return others.reduce((best, trial) => (score(trial) > score(best) ? trial : best), first);
}
