import { once } from "node:events";

/**
 * Writes a line to standard output, and waits while its reader is slower.
 * Resolves to false if the reader has gone, as in `… | head -1`.
 */
export async function writeLine(line: string): Promise<boolean> {
  const { stdout } = process;
  if (!stdout.writable) return false;
  if (!stdout.write(`${line}\n`)) await Promise.race([once(stdout, "drain"), once(stdout, "close")]);
  return stdout.writable;
}
