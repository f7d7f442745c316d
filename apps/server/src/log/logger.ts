import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { describeForLog } from "./describe-error.ts";
import { bufferedOutput } from "./log-output.ts";

export type LogDestination = { write(line: string): void };

export type Logger = FastifyBaseLogger;

let latest = { now: 0, text: "" };

/** Like pino's own, but lines of the same millisecond share the text, the most expensive part of a line. */
function isoTime(): string {
  const now = Date.now();
  if (now !== latest.now) latest = { now, text: `,"time":"${new Date(now).toISOString()}"` };
  return latest.text;
}

/**
 * Writes JSON lines to standard output. Every error passes through `describeError`, which drops unsafe messages.
 * Requests and responses are never logged. `moreFields` adds fields to each line.
 */
export function createLogger(
  level: string,
  destination: LogDestination = bufferedOutput(),
  moreFields?: () => Record<string, string>,
): Logger {
  return pino(
    {
      level,
      ...(moreFields && { mixin: moreFields }),
      base: { pid: process.pid },
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: describeForLog,
        req: () => undefined,
        res: () => undefined,
      },
      hooks: {
        logMethod(given, log) {
          const [first, second] = given;
          // Without a text, pino would use the error's message.
          if (typeof first === "object" && typeof second !== "string")
            return log.apply(this, [first, "error"]);
          return log.apply(this, given);
        },
      },
    },
    destination,
  );
}
