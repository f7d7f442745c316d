import { isAscii } from "node:buffer";
import { createReadStream } from "node:fs";

export type ByteOptions = {
  /** The offset in bytes. */
  start: number;
  /** The number of complete lines to skip from there. */
  skipLines: number;
  onBytes: (count: number) => void;
};

const chunkBytes = 256 * 1024;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const newline = 0x0a;

/** A file's bytes after the skipped lines, without the byte order mark. */
export class CsvBytes implements AsyncIterable<Buffer> {
  readonly #path: string;
  readonly #options: ByteOptions;
  /** The offset in the file of the first byte that is yielded. */
  origin: number;
  /** Whether any byte so far needs a check: beyond ASCII, or NUL. */
  isSuspect = false;

  constructor(path: string, options: ByteOptions) {
    this.#path = path;
    this.#options = options;
    this.origin = options.start;
  }

  async *[Symbol.asyncIterator]() {
    let { skipLines } = this.#options;
    const { start, onBytes } = this.#options;
    let isFirst = start === 0;
    for await (const chunk of createReadStream(this.#path, { start, highWaterMark: chunkBytes })) {
      const whole = asBuffer(chunk);
      onBytes(whole.length);
      let rest = isFirst && whole.subarray(0, 3).equals(byteOrderMark) ? whole.subarray(3) : whole;
      isFirst = false;
      for (; skipLines > 0 && rest.length > 0; skipLines--) {
        const end = rest.indexOf(newline);
        rest = end === -1 ? rest.subarray(rest.length) : rest.subarray(end + 1);
        if (end === -1) break;
      }
      this.origin += whole.length - rest.length;
      if (rest.length === 0) continue;
      this.isSuspect ||= !isAscii(rest) || rest.includes(0);
      yield rest;
    }
  }
}

function asBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  throw new TypeError("a file stream without encoding gives buffers");
}
