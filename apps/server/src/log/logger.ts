import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { describeForLog } from "./describe-error.ts";
import { bufferedOutput } from "./log-output.ts";

export type LogDestination = { write(line: string): void };

export type Logger = FastifyBaseLogger;

let latest = { now: 0, text: "" };

/** As pino's own, but that the lines of one millisecond share its text: that is the dearest part of a line. */
function isoTime(): string {
  const now = Date.now();
  if (now !== latest.now) latest = { now, text: `,"time":"${new Date(now).toISOString()}"` };
  return latest.text;
}

/**
 * JSON lines on standard output. Whatever anybody logs, an error goes through `describeError` and never brings
 * its message along, and a request is no more than its method.
 */
export function createLogger(level: string, destination: LogDestination = bufferedOutput()): Logger {
  return pino(
    {
      level,
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
          // Without a text of its own, pino takes the error's message for one.
          if (typeof first === "object" && typeof second !== "string")
            return log.apply(this, [first, "error"]);
          return log.apply(this, given);
        },
      },
    },
    destination,
  );
}
