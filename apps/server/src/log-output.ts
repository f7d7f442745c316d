import { writeSync } from "node:fs";

/** A write of no more than this to a pipe is not mixed with what other processes write there: lines stay whole. */
const mostBytes = 4096;
const flushMilliseconds = 100;
/** How long a reader may keep a write waiting where the system does not let it wait by itself. */
const patienceMilliseconds = 1_000;

/**
 * Many lines in one write, at the latest after a tenth of a second and at the process's exit. When nobody reads any
 * more, lines are dropped: pino's own destination would try for ever to get rid of them, and the process never end.
 */
export function bufferedOutput(descriptor = 1) {
  let waiting: string[] = [];
  let bytes = 0;
  let isBroken = false;
  const flushSync = () => {
    const text = waiting.join("");
    waiting = [];
    bytes = 0;
    if (text === "" || isBroken) return;
    isBroken = !writeAll(descriptor, Buffer.from(text));
  };
  setInterval(flushSync, flushMilliseconds).unref();
  process.on("exit", flushSync);
  return {
    write(line: string) {
      const length = Buffer.byteLength(line);
      if (bytes + length > mostBytes) flushSync();
      waiting.push(line);
      bytes += length;
    },
    /** Called by pino after a fatal line. */
    flushSync,
  };
}

/** Whether it could be written. */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  const deadline = performance.now() + patienceMilliseconds;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const isFull = error instanceof Error && "code" in error && error.code === "EAGAIN";
      if (!isFull || performance.now() > deadline) return isFull;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}
