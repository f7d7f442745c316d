import { type Command, InvalidArgumentError } from "commander";

export type ServerOptions = { url?: string; profile?: string; practice?: string; timeout: number };

export function addServerOptions(command: Command): Command {
  return command
    .optionsGroup("Server:")
    .option("--url <url>", "the server's address; or set CARETYPE_URL")
    .option("--profile <name>", "the profile to use; or set CARETYPE_PROFILE")
    .option("--practice <id>", "the practice; default: your oldest membership")
    .option("--timeout <seconds>", "the time limit of a call", parseSeconds, 30);
}

function parseSeconds(text: string): number {
  const seconds = parseNumber(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new InvalidArgumentError("Use a number from 1 to 3600.");
  return seconds;
}

/** Returns NaN for anything but a decimal number. JavaScript would also accept `0x10`, `1e2` and blanks. */
export const parseNumber = (text: string): number =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
