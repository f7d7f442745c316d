import { describe, expect, it } from "vitest";
import { limitName, type Peer } from "../src/peer/peer.ts";
import type { Sample } from "../src/throughput/cell.ts";
import { throughputGoals, throughputRatios } from "../src/throughput/goals.ts";
import { rowsOf, type SampledCell } from "../src/throughput/rows.ts";

const sample = (callsPerSecond: number, failures = 0): Sample => ({
  answers: callsPerSecond,
  failures,
  otherFailures: failures,
  callsPerSecond,
  p50Milliseconds: 2,
  p99Milliseconds: 5,
  accepted: null,
  refused: null,
  generatorShare: 0.3,
  serverMicroseconds: null,
  databaseMicroseconds: 20,
  peakBytes: null,
});

const sampled = (name: string, processes: number, samples: Sample[]): SampledCell => {
  const peer: Peer = {
    name,
    processes,
    serverKey: name,
    start: () => Promise.reject(new Error("is not started")),
    calls: () => ({}),
  };
  return { cell: { peer, operation: "byId" }, samples };
};

const resultOf = (cells: SampledCell[]) => ({
  connections: 32,
  patients: 2_000,
  rounds: 3,
  secondsPerRound: 1,
  skipped: [],
  rows: rowsOf(cells),
});

const speeds = (...figures: number[]) => figures.map((figure) => sample(figure));

describe("rowsOf", () => {
  it("takes the median of the ratios to the limit in the same round", () => {
    const [limit, ours] = rowsOf([
      sampled(limitName, 1, speeds(1_000, 100, 1_000)),
      // A slow second round affects both.
      sampled("Caretype, typed", 1, speeds(800, 90, 850)),
    ]);
    expect(limit?.ratio).toBeNull();
    expect(ours?.ratio).toEqual({ median: 0.85, min: 0.8, max: 0.9 });
    expect(ours?.callsPerSecond).toEqual({ median: 800, min: 90, max: 850 });
    expect(ours?.serverMicroseconds).toBeNull();
    expect(ours?.databaseMicroseconds).toBe(20);
  });

  it("compares with the limit with as many processes, or else with one", () => {
    const rows = rowsOf([
      sampled(limitName, 1, speeds(1_000)),
      sampled(limitName, 2, speeds(2_000)),
      sampled("Caretype, typed", 2, speeds(1_000)),
      sampled("Django REST", 3, speeds(100)),
    ]);
    // The limit with two processes is only a reference.
    expect(rows.map(({ ratio }) => ratio?.median ?? null)).toEqual([null, null, 0.5, 0.1]);
  });

  it("compares two processes with one process of the same peer", () => {
    const rows = rowsOf([
      sampled("Caretype, typed", 1, speeds(500, 1_000)),
      sampled("Caretype, REST", 1, speeds(100, 100)),
      sampled("Caretype, typed", 2, speeds(1_000, 1_500)),
    ]);
    expect(rows.map(({ ofOneProcess }) => ofOneProcess?.median ?? null)).toEqual([null, null, 1.75]);
  });
});

describe("goals", () => {
  it("are met by ratio, and never by a row with failures", () => {
    const limit = sampled(limitName, 1, speeds(1_000));
    const unaudited = "Caretype, typed, without the audit";
    const met = throughputGoals(resultOf([limit, sampled(unaudited, 1, speeds(810))]));
    expect(met[0]).toEqual({
      goal: "Read one patient, typed, without the audit, 1 process: ≥ 0.8 of the limit",
      measured: "0.81",
      met: true,
    });
    const missed = throughputGoals(resultOf([limit, sampled(unaudited, 1, speeds(790))]));
    expect(missed[0]).toMatchObject({ measured: "0.79", met: false });
    const audited = throughputGoals(resultOf([limit, sampled("Caretype, typed", 1, speeds(610))]));
    expect(audited[0]).toMatchObject({ measured: "0.61", met: true });
    const failing = resultOf([limit, sampled("Caretype, typed", 1, [sample(900, 3)])]);
    expect(throughputGoals(failing)[0]).toMatchObject({ measured: "3 calls failed", met: false });
    expect(throughputRatios(failing)).toEqual([{ row: "Read one patient, typed, 1 process", value: 0 }]);
  });
});
