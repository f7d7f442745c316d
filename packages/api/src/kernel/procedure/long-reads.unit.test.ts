import { expect, it, onTestFinished, vi } from "vitest";
import { LongReads } from "./long-reads.ts";

it("rests after a long read while others call, and at once goes on when none did", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const reads = new LongReads();
  const begun: string[] = [];
  const read = (practice: string, name: string) => {
    reads.countCall();
    return reads.run({ practiceId: practice }, async () => void begun.push(name));
  };
  await read("a", "a1");
  await read("a", "a2");
  expect(begun).toEqual(["a1", "a2"]);

  reads.countCall();
  await read("a", "a3");
  const waiting = [read("a", "a4"), read("a", "a5"), read("b", "b1")];
  expect(begun).toEqual(["a1", "a2", "a3"]);
  await vi.advanceTimersByTimeAsync(20);
  await Promise.all(waiting);
  expect(begun.slice(3)).toEqual(["a4", "b1", "a5"]);

  reads.countCall();
  reads.countCall();
  await reads.run(
    { practiceId: "a" },
    async () => void begun.push("short"),
    () => false,
  );
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
