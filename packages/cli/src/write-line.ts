/**
 * Writes a line to standard output, and waits while its reader is slower.
 * Resolves to false if the reader has gone, as in `… | head -1`. The stream itself does not say so.
 */
export const writeLine = (line: string): Promise<boolean> =>
  new Promise((resolve) => {
    process.stdout.write(`${line}\n`, (error) => resolve(!error));
  });
