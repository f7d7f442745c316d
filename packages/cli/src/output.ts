// Output of commands for the user. For log lines, see logger.ts.

import { linesWithoutControls } from "./safe-text.ts";

const lines = (text: string) => `${linesWithoutControls(text)}\n`;

/** Prints a command's result, which may be piped. */
export const print = (text: string) => void process.stdout.write(lines(text));

/**
 * Ends a command if its output cannot be written, such as on a full disk. Ignores a closed pipe: `caretype mail list
 * | head -1` is not a failure.
 */
export function endWithoutOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    printToStderr(`The output cannot be written: ${error.message}`);
    process.exit(1);
  });
  // An unreadable message does not change the exit code.
  process.stderr.on("error", () => undefined);
}

/** Prints anything else to standard error: standard output contains only results and log lines. */
export const printToStderr = (text: string) => void process.stderr.write(lines(text));

/**
 * Writes a line to standard output, with back-pressure. Resolves to false if the reader has gone, as in `… | head
 * -1`. The stream itself does not tell.
 */
export const writeLine = (line: string): Promise<boolean> =>
  new Promise((resolve) => {
    process.stdout.write(lines(line), (error) => resolve(!error));
  });

/**
 * Whether lines can be redrawn, such as a progress bar: not in a file, and not on a terminal without escape
 * sequences.
 */
export const canRedraw = ({ isTTY = false }: { isTTY?: boolean | undefined }): boolean =>
  isTTY && process.env.TERM !== "dumb";
