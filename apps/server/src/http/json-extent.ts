import { type InputBounds, maxInputDepth } from "@caretype/api";

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Past this many bytes of a string, `indexOf` is quicker than a loop. */
const longText = 64;

/**
 * Returns whether JSON is deeper, or has more members, than an input may have.
 * Counts in one pass before parsing, because `JSON.parse` takes a second for 90,000 names. Invalid JSON is left to
 * the parser.
 */
export function isTooComplex(json: Uint8Array, bounds: Pick<InputBounds, "members" | "names">): boolean {
  let [depth, members, names] = [0, 0, 0];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === quote) at = endOfText(json, at + 1);
    else if (byte === comma) {
      if (++members > bounds.members) return true;
    } else if (byte === colon) {
      if (++names > bounds.names) return true;
    } else if (byte === openBrace || byte === openBracket) {
      if (++depth > maxInputDepth || ++members > bounds.members) return true;
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return false;
}

/** Returns the position of the quote that ends a string, or the length of the JSON without one. */
function endOfText(json: Uint8Array, start: number): number {
  let far = start + longText;
  for (let at = start; at < json.length; at++) {
    const byte = json[at];
    if (byte === quote) return at;
    if (byte === backslash) at++;
    else if (at >= far) {
      const end = json.indexOf(quote, at);
      if (end === -1) return json.length;
      if (!isEscaped(json, end, at)) return end;
      at = end;
      far = at + longText;
    }
  }
  return json.length;
}

/**
 * Whether an odd number of backslashes precedes the quote.
 * `start` is after the last escape.
 */
function isEscaped(json: Uint8Array, at: number, start: number): boolean {
  let first = at;
  while (first > start && json[first - 1] === backslash) first--;
  return (at - first) % 2 === 1;
}
