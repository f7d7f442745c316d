import { type Encoding, encodings } from "./encodings.ts";
import type { Fault } from "./protocol.ts";

/** The text of a file. Unless `isSure`, the encoding is a guess that the reader has to confirm. */
export type Decoded = { text: string; encoding: Encoding; isSure: boolean };
type Undecoded = { fault: Fault };

/** Files that are often chosen by mistake, by their first bytes. */
const otherKinds: readonly { bytes: readonly number[]; fault: Fault }[] = [
  { bytes: [0x50, 0x4b], fault: "workbook" },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    fault: "oldWorkbook",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], fault: "pdf" },
  { bytes: [0x1f, 0x8b], fault: "compressed" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], fault: "rtf" },
];

const looksAt = 65_536;

/**
 * Decodes a file. Byte order marks, valid UTF-8 and UTF-16 are certain. Otherwise it is in an older encoding,
 * which the bytes do not tell: then Windows-1252 is a guess.
 */
export function decodeText(bytes: Uint8Array, chosen?: Encoding): Decoded | Undecoded {
  if (bytes.length === 0) return { fault: "empty" };
  const other = otherKinds.find((kind) => kind.bytes.every((byte, at) => bytes[at] === byte));
  if (other) return { fault: other.fault };
  if (chosen) return { text: decodeAs(chosen, bytes), encoding: chosen, isSure: false };
  const marked = markOf(bytes);
  if (marked) return { text: decodeAs(marked, bytes), encoding: marked, isSure: true };
  if (bytes.subarray(0, looksAt).includes(0)) return decodeUtf16(bytes);
  const text = decodeStrictly("utf-8", bytes);
  if (text !== null) return { text, encoding: "utf-8", isSure: true };
  const guess = isMostlyUtf8(bytes.subarray(0, looksAt)) ? "utf-8" : "windows-1252";
  return { text: decodeAs(guess, bytes), encoding: guess, isSure: false };
}

function markOf([first, second]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Commas, digits and Latin letters have a zero byte in UTF-16: the second in LE, the first in BE. */
function decodeUtf16(bytes: Uint8Array): Decoded | Undecoded {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.subarray(0, looksAt).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  const isClear = Math.max(first, second) > 20 * Math.min(first, second);
  const encoding = second > first ? "utf-16le" : "utf-16be";
  const text = isClear && bytes.length % 2 === 0 ? decodeStrictly(encoding, bytes) : null;
  if (text === null) return { fault: "notText" };
  return { text, encoding, isSure: true };
}

/** Whether only a few letters are broken, as in a file that was put together from several. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs("utf-8", bytes);
  const broken = text.split("\u{FFFD}").length - 1;
  const whole = text.match(/[^\0-\u{7F}\u{FFFD}]/gu)?.length ?? 0;
  return whole > 4 * broken;
}

/** Letters that do not exist in the encoding become U+FFFD, which the server refuses by cell. */
const decodeAs = (encoding: Encoding, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);

function decodeStrictly(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const isEncoding = (name: string): name is Encoding => name in encodings;
