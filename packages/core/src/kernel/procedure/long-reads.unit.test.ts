import { expect, it, onTestFinished, vi } from "vitest";
import { LongReads } from "./long-reads.ts";

it("rests after each long read while others call, and goes on at once when none did for a second", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const reads = new LongReads();
  const begun: string[] = [];
  const read = (practice: string, name: string, isLong = true) => {
    reads.countCall();
    return reads.run(
      { practiceId: practice },
      async () => void begun.push(name),
      () => isLong,
    );
  };
  await read("a", "a1");
  await read("a", "a2");
  expect(begun).toEqual(["a1", "a2"]);

  reads.countCall();
  await read("a", "a3");
  const waiting = [read("a", "a4"), read("a", "a5"), read("b", "b1")];
  for (const all of [["a4"], ["a4", "b1"], ["a4", "b1", "a5"]]) {
    await vi.advanceTimersByTimeAsync(19);
    expect(begun.slice(3)).toEqual(all.slice(0, -1));
    await vi.advanceTimersByTimeAsync(1);
    expect(begun.slice(3)).toEqual(all);
  }
  await Promise.all(waiting);
  await vi.advanceTimersByTimeAsync(1_000);
  await read("b", "b2");
  await read("b", "b3");
  expect(begun.slice(6)).toEqual(["b2", "b3"]);

  reads.countCall();
  await read("a", "short", false);
  await read("a", "a6");
  expect(begun.at(-1)).toBe("a6");
});

it("lets others begin beside a read that hangs, and does not read for a client that has left", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const reads = new LongReads();
  const begun: string[] = [];
  const hung = Promise.withResolvers<void>();
  const hanging = reads.run({ practiceId: "a" }, () => hung.promise);
  const left = new AbortController();
  const client = { signal: left.signal, apart: async <Turn>(turn: Promise<Turn>) => turn };
  const gone = reads.run({ practiceId: "a", client }, async () => void begun.push("gone"));
  const other = reads.run({ practiceId: "b" }, async () => void begun.push("other"));
  left.abort();
  await expect(gone).rejects.toThrow("left");
  expect(begun).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_500);
  await other;
  expect(begun).toEqual(["other"]);
  hung.resolve();
  await hanging;
});
