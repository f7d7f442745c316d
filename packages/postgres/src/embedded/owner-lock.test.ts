import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { attachEmbeddedPostgres } from "./index.ts";
import { lockDirectory, waitForDirectoryLock } from "./owner-lock.ts";

/** Longer than any test takes. */
const anHour = 3_600_000;
let directory: string;
let lock: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "caretype-lock-"));
  lock = path.join(directory, "owner.lock");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Seconds since the file was last touched. */
function touched(file: string, secondsAgo: number) {
  const then = new Date(Date.now() - secondsAgo * 1_000);
  utimesSync(file, then, then);
}

describe("the folder's lock", () => {
  it.each<[string, () => void]>([
    ["a directory", () => mkdirSync(lock)],
    ["a broken link", () => symlinkSync(path.join(directory, "nowhere"), lock)],
    ["a pipe", () => execFileSync("mkfifo", [lock])],
  ])("is refused, naming its path, if it is %s", (_what, make) => {
    make();
    expect(() => lockDirectory(directory)).toThrow(lock);
    expect(readdirSync(directory)).toEqual(["owner.lock"]);
  });

  it("removes drafts of killed starts, but not a new draft of another start", () => {
    const old = `${lock}.0`;
    const young = `${lock}.1`;
    for (const file of [old, young]) writeFileSync(file, "");
    touched(old, 120);
    const release = lockDirectory(directory);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    release();
  });

  it("waits until the heartbeat of an owner in another container has stopped for long enough", async () => {
    writeFileSync(lock, JSON.stringify({ pid: 1, process: "1 1", machine: "elsewhere" }));
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now });
    onTestFinished(() => void vi.useRealTimers());
    touched(lock, 19);
    let release: (() => void) | undefined;
    const taking = waitForDirectoryLock(directory, anHour).then((taken) => {
      release = taken;
    });
    expect(() => lockDirectory(directory)).toThrow("another machine or in another container");
    expect(release).toBeUndefined();
    vi.setSystemTime(now + 2_000);
    await taking;
    release?.();
  });

  it("is refused while an owner in another container lives, and names its location", async () => {
    writeFileSync(lock, JSON.stringify({ pid: 1, process: "1 1", machine: "elsewhere" }));
    await expect(waitForDirectoryLock(directory, 300)).rejects.toThrow(
      "another machine or in another container",
    );
  });

  it("prevents attaching if its owner is in another container, with other ports", async () => {
    writeFileSync(lock, JSON.stringify({ pid: 1, process: "1 1", machine: "elsewhere" }));
    expect(await attachEmbeddedPostgres({ directory })).toBeUndefined();
  });

  it("is refused at once if its owner lives on this machine", async () => {
    const release = lockDirectory(directory);
    await expect(waitForDirectoryLock(directory, anHour)).rejects.toThrow(`pid ${process.pid}`);
    release();
  });
});
