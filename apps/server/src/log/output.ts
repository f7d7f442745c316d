// What commands say to the person who called them. Log lines go elsewhere: see logger.ts.

/** The command's result, which may be piped on. */
export const print = (text: string) => void process.stdout.write(`${text}\n`);

/** `caretype mail list | head -1` is no failure: a reader may close the pipe once it has what it wants. */
export function allowClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Everything else, so that standard output holds results and log lines only. */
export const tell = (text: string) => void process.stderr.write(`${text}\n`);
