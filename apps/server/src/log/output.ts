// Output of commands for the person who called them. For log lines, see logger.ts.

/** Prints a command's result, which may be piped. */
export const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Ignores a closed pipe: `caretype mail list | head -1` is not a failure. */
export function ignoreBrokenPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Prints anything else to standard error: standard output contains only results and log lines. */
export const printToStderr = (text: string) => void process.stderr.write(`${text}\n`);
