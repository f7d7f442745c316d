import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { failingTasks, startPeriodicTask } from "./periodic-task.ts";

const minute = 60_000;
const hour = 60 * minute;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Runs fail as `outcomes` says (true is a failure), then succeed. */
function start(outcomes: boolean[], retryMilliseconds?: number) {
  const failures: unknown[] = [];
  const round = vi.fn(async () => {
    if (outcomes.shift()) throw new Error("failed");
  });
  const onFailure = (error: unknown) => failures.push(error);
  const task = startPeriodicTask(round, { name: "rounds", onFailure, milliseconds: hour, retryMilliseconds });
  onTestFinished(() => task.stop());
  return { round, failures, task };
}

it("runs now and at each interval", async () => {
  const { round } = start([]);
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(hour - 1);
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1 + hour);
  expect(round).toHaveBeenCalledTimes(3);
});

it("waits a whole interval after a failure without a time for retries", async () => {
  const { round, failures } = start([true]);
  await vi.advanceTimersByTimeAsync(hour - 1);
  expect(round).toHaveBeenCalledTimes(1);
  expect(failures).toHaveLength(1);
});

it("retries a failed round soon, then after twice as long, and at least at each interval", async () => {
  const { round, failures } = start(Array(7).fill(true), minute);
  const roundsAfter: number[] = [];
  for (const minutes of [1, 2, 4, 8, 16, 29, 60]) {
    await vi.advanceTimersByTimeAsync(minutes * minute - 1);
    const before = round.mock.calls.length;
    await vi.advanceTimersByTimeAsync(1);
    roundsAfter.push(round.mock.calls.length - before);
  }
  expect(roundsAfter).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(failures).toHaveLength(3);
});

it("begins with the shortest time again after a success", async () => {
  const { round } = start([true, true, false, true], minute);
  await vi.advanceTimersByTimeAsync(hour);
  expect(round).toHaveBeenCalledTimes(4);
  await vi.advanceTimersByTimeAsync(minute);
  expect(round).toHaveBeenCalledTimes(5);
});

it("does not retry once it is stopped", async () => {
  const { round, task } = start([true], minute);
  await task.stop();
  await vi.advanceTimersByTimeAsync(2 * hour);
  expect(round).toHaveBeenCalledTimes(1);
});

it("reports once that it fails on every run, and again after a success", async () => {
  const { failures, task } = start([true, true, true, true, true, false, true, true, true]);
  const rounds = async (count: number) => {
    await vi.advanceTimersByTimeAsync(count * hour);
    return [failures.map(String), failingTasks.get("rounds")];
  };
  const failed = "Error: failed";
  const keepsFailing = 'TaskKeepsFailing: The task "rounds" fails on every run.';
  expect(await rounds(1)).toEqual([[failed, failed], undefined]);
  expect(await rounds(3)).toEqual([[failed, failed, keepsFailing], 5]);
  failures.length = 0;
  expect(await rounds(1)).toEqual([[], undefined]);
  expect(await rounds(3)).toEqual([[failed, failed, keepsFailing], 3]);
  await task.stop();
  expect(failingTasks.has("rounds")).toBe(false);
});
