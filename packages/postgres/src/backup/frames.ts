import { BackupError } from "../backup-error.ts";

/** A backup is a sequence of frames: a letter, four bytes of length, and the content. */
export type Frame = { type: FrameType; content: Buffer };

/** Header, start of a table, its rows, its end, and the end of the backup. */
const frameTypes = ["H", "T", "D", "E", "Z"] as const;
export type FrameType = (typeof frameTypes)[number];

const prefixBytes = 5;
/** Bounds the memory for a damaged file. */
const maxContentBytes = 1024 * 1024;
const batchBytes = 64 * 1024;

export function framePrefix(type: FrameType, length: number): Buffer {
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(type, 0, "latin1");
  prefix.writeUInt32BE(length, 1);
  return prefix;
}

export const frame = (type: FrameType, content: Uint8Array): Buffer =>
  Buffer.concat([framePrefix(type, content.length), content]);

export const jsonFrame = (type: FrameType, value: unknown): Buffer =>
  frame(type, Buffer.from(JSON.stringify(value)));

/** Joins small chunks and splits large ones, so that each fits a frame. */
export async function* inBatches<End>(
  chunks: AsyncGenerator<Uint8Array, End>,
): AsyncGenerator<Uint8Array, End> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await chunks.next();
    if (!done) {
      parts.push(value);
      size += value.length;
    }
    if (size > 0 && (done || size >= batchBytes)) {
      const all = Buffer.concat(parts, size);
      for (let at = 0; at < size; at += maxContentBytes) yield all.subarray(at, at + maxContentBytes);
      parts = [];
      size = 0;
    }
    if (done) return value;
  }
}

/** @throws {BackupError} if the bytes are no frames, or end within one. */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const found = frameAt(rest, at);
      if (found === undefined) break;
      yield found;
      at += prefixBytes + found.content.length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new BackupError(cutOff);
}

function frameAt(bytes: Buffer, at: number): Frame | undefined {
  if (bytes.length < at + prefixBytes) return undefined;
  const letter = bytes.toString("latin1", at, at + 1);
  const length = bytes.readUInt32BE(at + 1);
  const type = frameTypes.find((known) => known === letter);
  if (type === undefined || length > maxContentBytes) throw new BackupError(damaged);
  const from = at + prefixBytes;
  if (bytes.length < from + length) return undefined;
  return { type, content: bytes.subarray(from, from + length) };
}

export const cutOff = "The backup is cut off: its end is missing. Use another copy.";
export const damaged =
  "The backup is damaged: its content was changed after it was written. Use another copy.";
