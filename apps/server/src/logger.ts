import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { describeError } from "./describe-error.ts";
import { bufferedOutput } from "./log-output.ts";

export type LogDestination = { write(line: string): void };

export type Logger = FastifyBaseLogger;

/**
 * JSON lines on standard output. Whatever anybody logs, an error goes through `describeError` and never brings
 * its message along, and a request is no more than its method.
 */
export function createLogger(level: string, destination: LogDestination = bufferedOutput()): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: describeError,
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
