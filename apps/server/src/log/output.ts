// What commands say to the person who called them. Log lines go elsewhere: see logger.ts.

/** The command's result, which may be piped on. */
export const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Everything else, so that standard output holds results and log lines only. */
export const tell = (text: string) => void process.stderr.write(`${text}\n`);
