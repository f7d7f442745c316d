// Character encodings of files.

export type FoundEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
/** Unless `isSure`, the encoding is a guess for the user to confirm. */
type Found = { encoding: FoundEncoding; isSure: boolean };

/** Why a file is not text. */
export type NoText =
  | "empty"
  | "workbook"
  | "oldWorkbook"
  | "pdf"
  | "compressed"
  | "rtf"
  | "markup"
  | "vCard"
  | "hl7"
  | "xdt"
  | "notText";

/** Magic numbers of files that are often chosen by mistake. */
const otherKinds: readonly { bytes: readonly number[]; fault: NoText }[] = [
  { bytes: [0x50, 0x4b], fault: "workbook" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], fault: "oldWorkbook" },
  { bytes: [0x25, 0x50, 0x44, 0x46], fault: "pdf" },
  { bytes: [0x1f, 0x8b], fault: "compressed" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], fault: "rtf" },
];

/** First characters of texts that are not tables. */
const otherTexts: readonly { form: RegExp; fault: NoText }[] = [
  // Also web pages named `.xls`.
  { form: /^\s*<[?!a-z]/i, fault: "markup" },
  { form: /^\s*BEGIN:VCARD\b/i, fault: "vCard" },
  // HL7 version 2: a message, a batch or a file, optionally in MLLP framing.
  { form: /^[\s\v]*(?:MSH|BHS|FHS)\|\^~\\?&?/, fault: "hl7" },
  // BDT, LDT and GDT: the line's length, and the field with the record's kind.
  { form: /^\s*\d{3}8000\S/, fault: "xdt" },
];

/** The number of bytes for a guess. */
const encodingSample = 65_536;

/**
 * Detects the encoding from the beginning of a file. Byte order marks, valid UTF-8 and UTF-16 are certain. Any other
 * encoding is guessed as Windows-1252, the most common. `isUtf8` is about the whole file.
 */
export function findEncoding(bytes: Uint8Array, isUtf8: boolean): Found | { fault: NoText } {
  const found = foundIn(bytes, isUtf8);
  if ("fault" in found) return found;
  const begin = new TextDecoder(found.encoding).decode(bytes.subarray(0, 100));
  const other = otherTexts.find(({ form }) => form.test(begin));
  return other ? { fault: other.fault } : found;
}

function foundIn(bytes: Uint8Array, isUtf8: boolean): Found | { fault: NoText } {
  if (bytes.length === 0) return { fault: "empty" };
  const other = otherKinds.find((kind) => kind.bytes.every((byte, at) => bytes[at] === byte));
  if (other) return { fault: other.fault };
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", isSure: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", isSure: true };
  const sample = bytes.subarray(0, encodingSample);
  const utf16 = sample.includes(0) ? findUtf16(sample) : null;
  if (utf16) return { encoding: utf16, isSure: true };
  // Text may have a stray zero byte, but no other control characters.
  if (sample.includes(0) && (!isUtf8 || sample.some((byte) => byte > 0 && byte < 9)))
    return { fault: "notText" };
  if (isUtf8) return { encoding: "utf-8", isSure: true };
  return { encoding: isMostlyUtf8(sample) ? "utf-8" : "windows-1252", isSure: false };
}

export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== "";
  } catch {
    return false;
  }
}

export type Decoded<Chosen extends string = never> = {
  text: string;
  encoding: FoundEncoding | Chosen;
  isSure: boolean;
};

/** Decodes a whole file. Invalid bytes become U+FFFD, which the server refuses by cell. */
export function decodeText<Chosen extends string = never>(
  bytes: Uint8Array,
  chosen?: Chosen,
): Decoded<Chosen> | { fault: NoText } {
  const text = decodeStrictly("utf-8", bytes);
  const found = findEncoding(bytes, text !== null);
  const isOther = "fault" in found && found.fault !== "notText";
  const isUtf16 = "encoding" in found && found.encoding.startsWith("utf-16");
  if (chosen !== undefined && !isOther && !isUtf16)
    return { text: new TextDecoder(chosen).decode(bytes), encoding: chosen, isSure: false };
  if ("fault" in found) return found;
  const { encoding } = found;
  if (isUtf16 && decodeStrictly(encoding, bytes) === null) return { fault: "notText" };
  return {
    text: encoding === "utf-8" && text !== null ? text : new TextDecoder(encoding).decode(bytes),
    ...found,
  };
}

/** The text of a file in UTF-8 or UTF-16, or null for any other. */
export function decodeUnicode(bytes: Uint8Array): string | null {
  const text = decodeStrictly("utf-8", bytes);
  const found = findEncoding(bytes, text !== null);
  const isUtf16 = "encoding" in found && found.encoding.startsWith("utf-16");
  return isUtf16 ? decodeStrictly(found.encoding, bytes) : text;
}

/** Commas, digits and Latin letters have a zero byte in UTF-16: the second in LE, the first in BE. */
function findUtf16(sample: Uint8Array): FoundEncoding | null {
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  const isClear = Math.max(first, second) > 20 * Math.min(first, second);
  const encoding = second > first ? "utf-16le" : "utf-16be";
  // Text with a stray zero byte has no lines when read as UTF-16.
  return isClear && /[\r\n]/.test(decodeStrictly(encoding, sample, true) ?? "") ? encoding : null;
}

/** Whether only a few letters are invalid, as in a file joined from several. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const broken = text.split("\u{FFFD}").length - 1;
  const whole = text.match(/[^\0-\u{7F}\u{FFFD}]/gu)?.length ?? 0;
  return whole > 4 * broken;
}

/** `stream`: the end may be incomplete. */
function decodeStrictly(encoding: FoundEncoding, bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}
