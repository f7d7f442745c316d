import { PassThrough } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { lineProgress } from "../src/line-progress.ts";

afterEach(() => vi.unstubAllEnvs());

function shown(isTTY: boolean, options: { totalBytes: number; isShown: boolean }, isDone = false): string {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 200 });
  const progress = lineProgress(output, options);
  progress.add({ bytes: 30, ok: true });
  progress.add({ bytes: 10, ok: false });
  progress.stop(isDone);
  return String(output.read() ?? "");
}

it("shows a bar on a terminal, and counts the lines of a pipe", () => {
  const bar = shown(true, { totalBytes: 80, isShown: true });
  expect(bar).toContain("50% | 2 lines, 1 failed");
  expect(shown(true, { totalBytes: 80, isShown: true }, true)).toContain("100% | 2 lines, 1 failed");
  const pipe = shown(true, { totalBytes: 0, isShown: true });
  expect(pipe).toContain("2 lines, 1 failed");
  expect(pipe).not.toContain("%");
});

it("writes nothing into a file, between results on the terminal, or on one without sequences", () => {
  expect(shown(false, { totalBytes: 80, isShown: true })).toBe("");
  expect(shown(true, { totalBytes: 80, isShown: false })).toBe("");
  vi.stubEnv("TERM", "dumb");
  expect(shown(true, { totalBytes: 80, isShown: true })).toBe("");
});
