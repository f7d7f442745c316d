import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("./toy-primary.ts", import.meta.url));

type Settings = { count: number; work: object; bounds?: object; deaths?: number };

/** Resolves to the output of a pool of toy workers. */
async function runPool(settings: Settings): Promise<Record<string, unknown>[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(settings)]);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => {
    const { level, time, pid, msg, worker, ...entry } = JSON.parse(line);
    return entry;
  });
}

const stopped = { text: "stopped" };

test("the pool waits for a slow worker, and the log says so", async () => {
  const bounds = { slowStartMilliseconds: 50 };
  const messages = await runPool({ count: 1, work: { loadMilliseconds: 1_000 }, bounds });
  expect(messages).toEqual([{ seconds: 0.05 }, { url: "http://127.0.0.1:1" }, stopped]);
});

test("a worker that dies before the others are ready is replaced, and ends no other", async () => {
  const messages = await runPool({ count: 3, work: { stillborn: 2 } });
  const death = { how: "exit code 4", pauseMilliseconds: 0 };
  expect(messages).toEqual([death, death, { url: "http://127.0.0.1:1" }, stopped]);
});

test("a worker whose first start fails is not replaced", async () => {
  const bounds = { minBackoffMilliseconds: 1 };
  expect(await runPool({ count: 3, work: { complaint: "The port is taken." }, bounds })).toEqual([
    { failed: "The port is taken." },
    stopped,
  ]);
});

test("workers that die repeatedly fail the first start, with the reason", async () => {
  const bounds = { minBackoffMilliseconds: 1, maxExitsAtStart: 3 };
  expect(await runPool({ count: 1, work: { dieBeforeReady: true }, bounds })).toEqual([
    { how: "exit code 4", pauseMilliseconds: 0 },
    { how: "exit code 4", pauseMilliseconds: 1 },
    { failed: "A worker process ended before it was ready, 3 times in a row (exit code 4)." },
    stopped,
  ]);
});

test("a worker that dies repeatedly is replaced with exponential back-off, up to a bound", async () => {
  const bounds = { minBackoffMilliseconds: 40, maxBackoffMilliseconds: 150 };
  const messages = await runPool({ count: 1, work: { dieAfterMilliseconds: 30 }, bounds, deaths: 6 });
  const deaths = [0, 40, 80, 150, 150, 150].map((pauseMilliseconds) => ({
    how: "exit code 3",
    pauseMilliseconds,
  }));
  expect(messages).toEqual([{ url: "http://127.0.0.1:1" }, ...deaths, stopped]);
});

test("a worker that ran for a while is replaced at once, however often", async () => {
  const bounds = { stableMilliseconds: 20, minBackoffMilliseconds: 10_000 };
  const messages = await runPool({ count: 1, work: { dieAfterMilliseconds: 200 }, bounds, deaths: 4 });
  expect(messages.slice(1, 5).map(({ pauseMilliseconds }) => pauseMilliseconds)).toEqual([0, 0, 0, 0]);
});

test("a worker that listens on another port than the first is replaced", async () => {
  const messages = await runPool({ count: 1, work: { dieAfterMilliseconds: 800, wander: true }, deaths: 2 });
  expect(messages.slice(1, 3).map(({ how }) => how)).toEqual(["exit code 3", "SIGKILL"]);
});

test("a worker that ignores the stop is killed when its time is up", async () => {
  expect(await runPool({ count: 2, work: { deaf: true }, bounds: { stopMilliseconds: 300 } })).toEqual([
    { url: "http://127.0.0.1:1" },
    { text: "workers that did not stop were killed" },
    stopped,
  ]);
});
