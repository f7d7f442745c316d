import { writeSync } from "node:fs";
import { nodeCodeOf } from "@caretype/db/node-code";

/** A write to a pipe is atomic up to this size, so lines of several processes stay whole. */
const maxBytes = 4096;
const flushMilliseconds = 100;
/** How long to retry a blocked write, if the descriptor itself does not block. */
const patienceMilliseconds = 1_000;

/** The number of lines that this process could not write. */
export let droppedLines = 0;

const newLine = 0x0a;

/**
 * Buffers lines, and writes them within a tenth of a second and at the process's exit. Lines that cannot be written
 * are dropped and counted, and the next written line reports the count. After the reader closes the pipe, all are
 * dropped. pino's own destination would retry forever, and the process would never end.
 */
export function bufferedOutput(descriptor = 1, write: Write = writeSync) {
  let waiting: string[] = [];
  let bytes = 0;
  let dropped = 0;
  let outcome: Outcome = "written";
  // Using the stream makes the pipe non-blocking. Otherwise a full pipe would block the process.
  if (descriptor === process.stdout.fd) process.stdout.on("error", () => undefined);
  const flushSync = () => {
    const notice = dropped > 0 ? droppedNotice(dropped) : "";
    const text = Buffer.from(notice + waiting.join(""));
    const count = waiting.length;
    waiting = [];
    bytes = 0;
    if (outcome === "broken") droppedLines += count;
    if (text.length === 0 || outcome === "broken") return;
    // Waits only once: while the reader is stalled, lines are dropped without waiting.
    const patience = outcome === "written" ? patienceMilliseconds : 0;
    const result = writeAll(text, patience, (rest) => write(descriptor, rest));
    outcome = result.outcome;
    const { written } = result;
    const lost = Math.min(count, linesOf(text.subarray(written)));
    dropped = lost + (written < Buffer.byteLength(notice) ? dropped : 0);
    droppedLines += lost;
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

const linesOf = (bytes: Buffer): number => bytes.filter((byte) => byte === newLine).length;

/** Starts a new line: this process, or another writer of the same file, may have written half a line. */
const droppedNotice = (dropped: number): string =>
  `\n${JSON.stringify({ level: "warn", time: new Date(), pid: process.pid, dropped, msg: "lines of the log could not be written" })}\n`;

type Outcome = "written" | "failed" | "broken";
type Write = (descriptor: number, bytes: Buffer) => number;

/** Only a closed pipe is permanent: a full disk may get room, and a stalled reader may continue. */
function writeAll(bytes: Buffer, patience: number, write: (rest: Buffer) => number) {
  const deadline = performance.now() + patience;
  let written = 0;
  const end = (outcome: Outcome) => ({ outcome, written });
  while (written < bytes.length) {
    try {
      written += write(bytes.subarray(written));
    } catch (error) {
      const code = nodeCodeOf(error);
      if (code === "EPIPE") return end("broken");
      if (code !== "EAGAIN" || performance.now() >= deadline) return end("failed");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return end("written");
}
