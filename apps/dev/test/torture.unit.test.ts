import { Random } from "@caretype/testing/random";
import { expect, it } from "vitest";
import { planFaults } from "../src/torture/faults.ts";
import { exitCodeOf, reportOf } from "../src/torture/report.ts";
import { Tally } from "../src/torture/tally.ts";

const ending = { seed: 7, seconds: 12.4, isInterrupted: false };

function tallyOf(faults: number, problems: readonly string[] = []) {
  const tally = new Tally();
  tally.faults.set("server killed", faults);
  tally.problems.push(...problems);
  return tally;
}

const plan = (seed: number, canFillDisk = true) => planFaults(new Random(seed, "faults"), { canFillDisk });

it("begins with a fault of each kind, in another order for another seed", () => {
  const faults = plan(1);
  expect(faults).toHaveLength(50);
  expect(new Set(faults.slice(0, 9)).size).toBe(9);
  expect(new Set(faults).size).toBe(9);
  expect(plan(2)).not.toEqual(faults);
});

it("kills the server instead where no disk can be filled", () => {
  expect(plan(1, false)).toEqual(plan(1).map((fault) => (fault === "disk full" ? "server killed" : fault)));
});

it("says which faults it did not try", () => {
  const tally = tallyOf(6);
  tally.faults.set("network cut", 1);
  const untried = reportOf(tally, ending)
    .match(/^Not tried: (.*)$/m)?.[1]
    ?.split("; ");
  expect(untried).toHaveLength(7);
  expect(untried).not.toContain("network cut");
  for (const fault of plan(1)) tally.faults.set(fault, 1);
  expect(reportOf(tally, ending)).toContain("\nNot tried: none\n");
});

it("succeeds when nothing was lost", () => {
  expect(exitCodeOf(tallyOf(6), ending)).toBe(0);
  expect(reportOf(tallyOf(6), ending)).toMatch(/^6 faults in 12 s, with seed 7\n.*Nothing was lost\.$/s);
});

it("fails when something was lost, and names it and the seed", () => {
  const tally = tallyOf(6, [
    "after fault 3, server killed: patient.create caller-0-1: acknowledged, and done 0 times",
  ]);
  expect(exitCodeOf(tally, ending)).toBe(1);
  expect(exitCodeOf(tally, { isInterrupted: true })).toBe(1);
  expect(reportOf(tally, ending)).toMatch(/FAILED: 1 problem.*--seed 7\nafter fault 3, [^\n]*done 0 times$/s);
});

it("fails when a full run has tried too little", () => {
  expect(exitCodeOf(tallyOf(50), ending)).toBe(1);
  expect(reportOf(tallyOf(50), ending)).toContain(
    "FAILED: too little was tried.\npatient.create was acknowledged 0",
  );
});
