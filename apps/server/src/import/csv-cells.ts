import { isUtf8 } from "node:buffer";

const beyondAscii = /[\u0080-\u00ff]/;

/** Decodes the bytes of a cell, or returns what is wrong with them. */
export function decodeCell(cell: string): { text: string } | { message: string } {
  if (cell.includes("\0")) return { message: "Has a NUL byte" };
  if (!beyondAscii.test(cell)) return { text: cell };
  const bytes = Buffer.from(cell, "latin1");
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { message: "Not UTF-8" };
}
