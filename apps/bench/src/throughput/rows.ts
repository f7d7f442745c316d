import { limitName } from "../peer/peer.ts";
import { median, ratiosOf, type Spread, spreadOf } from "../statistics.ts";
import type { Cell, Sample } from "./cell.ts";
import type { ThroughputRow } from "./result.ts";

export type SampledCell = { cell: Pick<Cell, "peer" | "operation">; samples: Sample[] };

/** Compares the cells with each other, by round. */
export const rowsOf = (sampled: readonly SampledCell[]): ThroughputRow[] =>
  sampled.map((entry) => ({
    ...rowOf(entry),
    ratio: ratioTo(limitFor(entry, sampled), entry),
    processorTimes: processorTimes(limitFor(entry, sampled), entry),
    ofOneProcess: ratioTo(oneProcessFor(entry, sampled), entry),
  }));

/** Returns the limit for the same operation and number of processes, or else one process. */
function limitFor({ cell }: SampledCell, sampled: readonly SampledCell[]): SampledCell | undefined {
  const limits = sampled.filter(
    ({ cell: { peer, operation } }) => peer.name === limitName && operation === cell.operation,
  );
  const withAsMany = limits.find(({ cell: { peer } }) => peer.processes === cell.peer.processes);
  return withAsMany ?? limits.find(({ cell: { peer } }) => peer.processes === 1);
}

function oneProcessFor({ cell }: SampledCell, sampled: readonly SampledCell[]): SampledCell | undefined {
  return sampled.find(
    ({ cell: { peer, operation } }) =>
      peer.name === cell.peer.name && operation === cell.operation && peer.processes === 1,
  );
}

function ratioTo(reference: SampledCell | undefined, entry: SampledCell): Spread | null {
  if (reference === undefined || reference === entry) return null;
  const speeds = ({ samples }: SampledCell) => samples.map(({ callsPerSecond }) => callsPerSecond);
  const ratios = ratiosOf(speeds(entry), speeds(reference));
  return ratios.length === 0 ? null : spreadOf(ratios);
}

function processorTimes(reference: SampledCell | undefined, entry: SampledCell): number | null {
  if (reference === undefined || reference === entry) return null;
  const used = ({ samples }: SampledCell) => samples.map((sample) => sample.serverMicroseconds ?? 0);
  const times = ratiosOf(used(entry), used(reference));
  return times.length === 0 ? null : median(times);
}

type Compared = "ratio" | "processorTimes" | "ofOneProcess";

function rowOf({ cell, samples }: SampledCell): Omit<ThroughputRow, Compared> {
  const of = (figure: (sample: Sample) => number) => samples.map(figure);
  const speeds = of(({ callsPerSecond }) => callsPerSecond);
  return {
    peer: cell.peer.name,
    processes: cell.peer.processes,
    operation: cell.operation,
    failures: of(({ failures }) => failures).reduce((sum, failures) => sum + failures, 0),
    callsPerSecond: spreadOf(speeds),
    p50Milliseconds: median(of(({ p50Milliseconds }) => p50Milliseconds)),
    p99Milliseconds: median(of(({ p99Milliseconds }) => p99Milliseconds)),
    serverMicroseconds: medianOfKnown(samples.map(({ serverMicroseconds }) => serverMicroseconds)),
    databaseMicroseconds: medianOfKnown(samples.map(({ databaseMicroseconds }) => databaseMicroseconds)),
    peakBytes: samples.at(-1)?.peakBytes ?? null,
    generatorShare: median(of(({ generatorShare }) => generatorShare)),
  };
}

function medianOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}
