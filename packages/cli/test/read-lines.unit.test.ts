import { expect, test } from "vitest";
import { type InputLine, readLines } from "../src/call-lines.ts";

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collected(input: AsyncIterable<Uint8Array>) {
  const lines: InputLine[] = [];
  for await (const line of readLines(input)) lines.push(line);
  return lines;
}

const linesOf = (text: string | Uint8Array, size = 1024) => collected(inPieces(Buffer.from(text), size));

test("only a line feed ends a line, wherever a chunk ends", async () => {
  const lines = ['{"a":"\u2028\u2029\u{FFFD}é👩"}', "", "\u{FEFF}b\rc\r", "last"];
  for (const size of [1, 2, 3, 7, 1024]) expect(await linesOf(lines.join("\n"), size)).toEqual(lines);
  expect(await linesOf("a\n")).toEqual(["a"]);
  expect(await linesOf("")).toEqual([]);
});

test("a line that is no UTF-8 is null, and does not spoil the next", async () => {
  expect(await linesOf(Buffer.from([0x61, 0xff, 0x0a, 0x62, 0x0a, 0xc3]))).toEqual([null, "b", null]);
});

test("an input that cannot be read is no end of the lines", async () => {
  async function* broken() {
    yield Buffer.from("a\nb");
    throw new Error("Cannot be read");
  }
  await expect(collected(broken())).rejects.toThrow("Cannot be read");
});
