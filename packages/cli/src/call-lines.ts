import { createHash } from "node:crypto";
import { fstatSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { CallError, fieldErrors, isErrorCode, isNetworkError, retryAfterMs } from "@caretype/client";
import { pMapIterable } from "p-map";
import { callProcedure } from "./call-procedure.ts";
import { parseObject } from "./complete-input.ts";
import type { Connection } from "./connection.ts";
import { codeOf, describeRefusal, exitCodeOfError } from "./describe-refusal.ts";
import { CommandFailure, type ExitCode, exitCodes } from "./exit-codes.ts";
import { lineProgress } from "./line-progress.ts";
import { printToStderr, writeLine } from "./output.ts";
import type { ProcedureRequest } from "./procedure-command.ts";
import type { ProcedureDefinition } from "./procedure-definitions.ts";
import { hasLost, toJson } from "./safe-text.ts";

type Line = { number: number; bytes: number } & (LineCall | { problem: string });

type LineResult =
  | { line: number; ok: true; output: unknown }
  | {
      line: number;
      ok: false;
      error: { code: string; message: string; fields?: object; requestId?: string };
    };

type Outcome = { result: LineResult; bytes: number; error?: unknown };

/**
 * Calls a procedure for each line of standard input, concurrently. Prints the results in input order. Stops if no
 * further call can succeed. Each line has a stable idempotency key, so an interrupted run can be repeated.
 */
export async function callLines(connection: Connection, request: ProcedureRequest): Promise<0 | ExitCode> {
  const { concurrency } = request.options;
  const stop = new AbortController();
  const run = { connection, definition: request.definition, signal: stop.signal };
  const outcomes = pMapIterable(
    linesOf(readLines(standardInput()), request),
    (line: Line) => outcomeOf(run, line),
    // A slow call does not block later ones.
    { concurrency, backpressure: concurrency * 8 },
  );
  const progress = lineProgress();
  const interrupted = () => {
    progress.stop();
    printToStderr(`\n${stopped}`);
    // Without this listener, the signal ends the process.
    process.kill(process.pid, "SIGINT");
  };
  process.once("SIGINT", interrupted);
  const end = (isDone = false) => {
    process.off("SIGINT", interrupted);
    stop.abort();
    progress.stop(isDone);
    process.stdin.destroy();
  };
  let failed = 0;
  for await (const { result, bytes, error } of outcomes) {
    if (endsRun(error)) {
      end();
      printToStderr(`Line ${result.line}: ${describeRefusal(error, connection)}\n${stopped}`);
      return exitCodeOfError(error);
    }
    if (!result.ok) failed += 1;
    progress.add({ bytes, ok: result.ok });
    if (!(await writeLine(toJson(result)))) {
      end();
      printToStderr(`The output was closed at line ${result.line}. ${stopped}`);
      return exitCodes.someLinesFailed;
    }
  }
  end(true);
  if (failed === 0) return 0;
  printToStderr(`${failed} ${failed === 1 ? "line" : "lines"} failed.`);
  return exitCodes.someLinesFailed;
}

const stopped = "The run stopped here. Repeat it to go on: lines that succeeded are not done twice.";

/** Whether the next line would fail for the same reason. Short rate limits have been waited for. */
const endsRun = (error: unknown) =>
  isNetworkError(error) || isErrorCode(error, "UNAUTHENTICATED", "SERVICE_UNAVAILABLE", "RATE_LIMITED");

async function* linesOf(lines: AsyncIterable<InputLine>, request: ProcedureRequest): AsyncGenerator<Line> {
  const keyOf = createKeys(request);
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text?.trim() === "") continue;
    yield { number, bytes: Buffer.byteLength(text ?? "") + 1, ...readLine(text, request, keyOf) };
  }
}

function readLine(text: InputLine, { values }: ProcedureRequest, keyOf: ReturnType<typeof createKeys>) {
  if (text === null || hasLost(text)) return { problem: "The line has a character that is not UTF-8" };
  const own = parseObject(text);
  if (!own) return { problem: "The line is not a JSON object" };
  const input = { ...values, ...own };
  try {
    return { input, idempotencyKey: keyOf(input) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: "The line is nested too deeply" };
    throw error;
  }
}

/**
 * Derives a key from the procedure, the input, and the number of earlier equal inputs. So a line keeps its key if
 * others are added or removed.
 */
function createKeys({ definition, options }: ProcedureRequest) {
  const counts = new Map<string, number>();
  return (input: object): string | undefined => {
    if (definition.type === "query") return undefined;
    const digest = createHash("sha256")
      .update(JSON.stringify([options.run ?? "", options.practice ?? "", definition.path, input]))
      .digest("base64url");
    const count = counts.get(digest) ?? 0;
    counts.set(digest, count + 1);
    return `lines:${digest}:${count}`;
  };
}

async function outcomeOf(run: LineRun, { number, bytes, ...line }: Line): Promise<Outcome> {
  if ("problem" in line) {
    const error = { code: "INVALID_INPUT", message: line.problem };
    return { result: { line: number, ok: false, error }, bytes };
  }
  try {
    return { result: { line: number, ok: true, output: (await sendLine(run, line)) ?? null }, bytes };
  } catch (error) {
    return { result: { line: number, ok: false, error: describeForJson(error) }, bytes, error };
  }
}

function describeForJson(error: unknown) {
  const fields = fieldErrors(error);
  const requestId = error instanceof CallError ? error.requestId : null;
  return {
    code: codeOf(error) ?? "NO_ANSWER",
    // The client's message names the fields.
    message: error instanceof Error ? error.message : String(error),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(requestId !== null && { requestId }),
  };
}

type LineRun = {
  connection: Pick<Connection, "client" | "replays">;
  definition: ProcedureDefinition;
  /** Aborts the waits of calls whose results are no longer needed. */
  signal: AbortSignal;
};

type LineCall = { input: object; idempotencyKey: string | undefined };

/**
 * Makes the call of a line. The server replays a refusal to its key for 24 hours, even if its cause is gone. So a
 * refused call is retried with the next key. Each run uses the same keys in the same order, until one succeeds.
 */
export async function sendLine(run: LineRun, { input, idempotencyKey }: LineCall): Promise<unknown> {
  const { client, replays } = run.connection;
  for (let refusals = 0; ; refusals++) {
    const key = idempotencyKey && (refusals === 0 ? idempotencyKey : `${idempotencyKey}:${refusals}`);
    const options = key === undefined ? {} : { idempotencyKey: key };
    const call = () => callProcedure(client, { definition: run.definition, input }, options);
    try {
      return await untilAdmitted(call, run.signal);
    } catch (error) {
      if (key === undefined || !replays.had(key)) throw error;
    } finally {
      if (key !== undefined) replays.had(key);
    }
  }
}

/** `setTimeout` fires at once beyond 24.8 days. A user should hear of such a delay much earlier. */
const maxWaitMs = 60 * 60_000;

/** After too many calls, waits as long as the server asks for, but an hour at most. */
async function untilAdmitted(call: () => Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const waitMs = retryAfterMs(error) ?? 1000;
      if (!isErrorCode(error, "RATE_LIMITED") || waitMs > maxWaitMs) throw error;
      await pause(waitMs, undefined, { signal });
    }
  }
}

/**
 * Returns standard input. Node has an empty stream for a directory, as in `caretype … < folder`, so a run would seem
 * to succeed.
 * @throws {CommandFailure} for a directory.
 */
function standardInput(): typeof process.stdin {
  if (fstatSync(0).isDirectory())
    throw new CommandFailure("Standard input is a folder. Pass a file.", exitCodes.invalidInput);
  return process.stdin;
}

/** A line of the input, or null for invalid UTF-8. */
export type InputLine = string | null;

const lineFeed = 0x0a;

/**
 * Yields the lines of JSON Lines, separated by line feeds only. Node's `readline` also splits at U+2028 and U+2029,
 * which JSON allows in strings, and hides read errors.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  let parts: Uint8Array[] = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      yield decode([...parts, chunk.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield decode(parts);
}

/** Keeps a byte order mark: the JSON parser drops it. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(parts: readonly Uint8Array[]): InputLine {
  try {
    return decoder.decode(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
