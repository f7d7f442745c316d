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
  let isStalled = false;
  // As a stream it is one that does not block; as a plain descriptor, a pipe that nobody reads would hold the process.
  if (descriptor === process.stdout.fd) process.stdout.on("error", () => undefined);
  const flushSync = () => {
    const text = waiting.join("");
    waiting = [];
    bytes = 0;
    if (text === "" || isBroken) return;
    // Once is enough: while a reader stands still, lines are dropped without waiting for it.
    const outcome = writeAll(descriptor, Buffer.from(text), isStalled ? 0 : patienceMilliseconds);
    isBroken = outcome === "broken";
    isStalled = outcome === "full";
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

function writeAll(descriptor: number, bytes: Buffer, patience: number): "written" | "full" | "broken" {
  const deadline = performance.now() + patience;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const isFull = error instanceof Error && "code" in error && error.code === "EAGAIN";
      if (!isFull) return "broken";
      if (performance.now() >= deadline) return "full";
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return "written";
}
