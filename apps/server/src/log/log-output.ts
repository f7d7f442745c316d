import { writeSync } from "node:fs";

/** A write to a pipe is atomic up to this size, so lines of several processes stay whole. */
const maxBytes = 4096;
const flushMilliseconds = 100;
/** How long to retry a write that the reader blocks, if the descriptor itself does not block. */
const patienceMilliseconds = 1_000;

/**
 * Buffers lines, and writes them within a tenth of a second and at the process's exit.
 * When nobody reads any more, lines are dropped. pino's own destination would retry for ever, and the process would
 * never end.
 */
export function bufferedOutput(descriptor = 1) {
  let waiting: string[] = [];
  let bytes = 0;
  let isBroken = false;
  let isStalled = false;
  // Using the stream makes the pipe non-blocking. Otherwise a pipe that nobody reads would block the process.
  if (descriptor === process.stdout.fd) process.stdout.on("error", () => undefined);
  const flushSync = () => {
    const text = waiting.join("");
    waiting = [];
    bytes = 0;
    if (text === "" || isBroken) return;
    // Wait only once: while the reader is stalled, lines are dropped without waiting.
    const outcome = writeAll(descriptor, Buffer.from(text), isStalled ? 0 : patienceMilliseconds);
    isBroken = outcome === "broken";
    isStalled = outcome === "full";
  };
  setInterval(flushSync, flushMilliseconds).unref();
  process.on("exit", flushSync);
  return {
    write(line: string) {
      const length = Buffer.byteLength(line);
      if (bytes + length > maxBytes) flushSync();
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
