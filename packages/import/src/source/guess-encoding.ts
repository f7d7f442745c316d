/** Most files are Western, so another encoding must fit clearly better. Turkish differs by only six letters. */
const western = ["windows-1252", "iso-8859-15", "macintosh", "windows-1254"] as const;
const westernFactor = 1.3;

/** Legacy encodings, by their names in browsers. Bytes alone do not identify them. */
const oldEncodings = [
  ...western,
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "iso-8859-2",
  "iso-8859-5",
  "iso-8859-7",
  "koi8-u",
  "ibm866",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type OldEncoding = (typeof oldEncodings)[number];

/** The library's names for encodings that browsers name differently. */
const otherNames: Readonly<Record<string, OldEncoding>> = {
  MacRoman: "macintosh",
  CP932: "shift_jis",
  CP949: "euc-kr",
  "KOI8-R": "koi8-u",
};

/** In bytes. */
const sampleLength = 65_536;

/** Latin letters in a word of another script, and signs that no word begins with, or no text has. */
const impossible =
  /[a-z](?!\p{Script=Latin})[\p{L}\p{M}]|(?!\p{Script=Latin})[\p{L}\p{M}][a-z]|(?!°)[\p{So}\p{Sc}\p{Sm}¼-¾]\p{L}|[\u{80}-\u{84}\u{86}-\u{9F}]/iu;

/** Guesses a text's legacy encoding with a library of 1 MB, which is loaded on demand. */
export async function guessEncoding(bytes: Uint8Array): Promise<OldEncoding> {
  const { detectAll } = await import("jschardet");
  const words = Uint8Array.from(wordsOf(bytes), (letter) => letter.charCodeAt(0));
  let best: { encoding: OldEncoding; fit: number } = { encoding: "windows-1252", fit: 0 };
  for (const { encoding: name, confidence } of detectAll(words, { minimumThreshold: 0 })) {
    const encoding = encodingCalled(name ?? "");
    if (!encoding || textIn(encoding, words) === undefined) continue;
    const fit = confidence * (western.some((one) => one === encoding) ? westernFactor : 1);
    if (fit > best.fit) best = { encoding, fit };
  }
  // The most common of equal candidates.
  const text = textIn(best.encoding, words);
  return oldEncodings.find((encoding) => textIn(encoding, words) === text) ?? best.encoding;
}

/** Words outside ASCII. Those in ASCII would outweigh them. */
function wordsOf(bytes: Uint8Array): string {
  const start =
    bytes.lastIndexOf(
      0x0a,
      bytes.findIndex((byte) => byte >= 0x80),
    ) + 1;
  const sample = bytes.subarray(start, start + sampleLength);
  const text = Array.from(sample, (byte) => String.fromCharCode(byte)).join("");
  const words = text.split(/[\0-/:-@]+/).filter((word) => /[\u{80}-\u{FF}]/u.test(word));
  return [...new Set(words)].join(" ");
}

function encodingCalled(name: string): OldEncoding | undefined {
  try {
    const { encoding } = new TextDecoder(otherNames[name] ?? name);
    return oldEncodings.find((old) => old === encoding);
  } catch {
    return undefined;
  }
}

/** Undefined: the text has invalid bytes or impossible words. */
function textIn(encoding: OldEncoding, words: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(words, { stream: true });
    // Korean names have no Chinese letters.
    const isOther = encoding === "euc-kr" && /\p{Script=Han}/u.test(text);
    return isOther || impossible.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
