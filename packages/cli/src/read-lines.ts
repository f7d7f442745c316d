import { fstatSync } from "node:fs";
import { CommandFailure, exitCodes } from "./exit-codes.ts";

/**
 * Returns standard input.
 * Node has an empty stream for a directory, as in `caretype … < folder`, so a run would seem to succeed.
 *
 * @throws {CommandFailure} for a directory.
 */
export function standardInput(): typeof process.stdin {
  if (fstatSync(0).isDirectory())
    throw new CommandFailure("Standard input is a folder. Pass a file.", exitCodes.invalidInput);
  return process.stdin;
}

/** A line of the input, or null if its bytes are no UTF-8. */
export type InputLine = string | null;

const lineFeed = 0x0a;

/**
 * Yields the lines of JSON Lines, which only a line feed ends.
 * Node's `readline` also ends one at U+2028 and U+2029, which JSON's texts may contain, and ends without an error if
 * reading fails.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  let parts: Uint8Array[] = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      yield decode([...parts, chunk.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield decode(parts);
}

/** Keeps a byte order mark: the parser of JSON leaves it out. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(parts: readonly Uint8Array[]): InputLine {
  try {
    return decoder.decode(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
