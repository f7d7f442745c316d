import { toDomainError } from "@caretype/api";
import { DatabaseUnavailable } from "@caretype/db";
import { afterEach, expect, test, vi } from "vitest";
import { FaultLog } from "../src/log/fault-log.ts";
import { createLogger } from "../src/log/logger.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { toyServices } from "./toy-services.ts";

/** Stands for patient data. */
const marker = "MARKER";

/** The driver's error, wrapped as drizzle does. */
function databaseError(code: string, message: string) {
  const details = {
    name: "PostgresError",
    code,
    detail: marker,
    where: marker,
    query: marker,
    parameters: [marker],
  };
  const cause = Object.assign(new Error(message), details);
  const wrapped = { query: marker, params: [marker] };
  return Object.assign(new Error(`Failed query: ${marker}\nparams: ${marker}`, { cause }), wrapped);
}

const diskFull = () =>
  new DatabaseUnavailable("The database gave no answer.", {
    cause: databaseError("53100", 'could not extend file "base/1/2": No space left on device'),
  });

function createLog() {
  const lines: string[] = [];
  const logger = createLogger("debug", { write: (line) => lines.push(line) });
  const taken = () => lines.splice(0).map((line): Record<string, unknown> => JSON.parse(line));
  return { logger, taken };
}

afterEach(() => void vi.useRealTimers());

test("a cause is logged ever less often while it lasts, with its count", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { logger, taken } = createLog();
  const faults = new FaultLog();
  const fail = (error: unknown) => faults.report(logger, { error, text: "failed", level: "warn" });
  for (let times = 0; times < 500; times++) fail(diskFull());
  expect(taken()).toMatchObject([{ level: "warn", msg: "failed", count: 1 }]);
  // Another cause has its own line.
  fail(new DatabaseUnavailable("The connection to the database was lost."));
  expect(taken()).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(taken()).toMatchObject([{ count: 499 }]);
  for (let times = 0; times < 20; times++) fail(diskFull());
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(taken()).toMatchObject([{ count: 20 }]);
  for (let seconds = 0; seconds < 3_600; seconds++) {
    fail(diskFull());
    vi.advanceTimersByTime(1_000);
  }
  expect(taken().length).toBeLessThan(70);
  vi.advanceTimersByTime(120_000);
  taken();
  fail(diskFull());
  expect(taken()).toMatchObject([{ count: 1 }]);
  fail(diskFull());
  faults.close();
  expect(taken()).toMatchObject([{ count: 1 }]);
});

test("a line has the database's message about itself, and no stack", () => {
  const { logger, taken } = createLog();
  new FaultLog().report(logger, { error: diskFull(), text: "failed", level: "warn" });
  const [line] = taken();
  expect(JSON.stringify(line)).not.toContain("frames");
  expect(JSON.stringify(line)).not.toContain(marker);
  expect(line).toMatchObject({
    err: {
      message: "The database gave no answer.",
      cause: { cause: { code: "53100", message: expect.stringContaining("No space left on device") } },
    },
  });
});

test("no line has a database message about a value", () => {
  const { logger, taken } = createLog();
  const ofValues = ["22P02", "22001", "23502", "23505", "P0001", "42601", "XX000"];
  const faults = new FaultLog();
  for (const code of ofValues) {
    const error = databaseError(code, `invalid input: "${marker}"`);
    faults.report(logger, { error, text: "failed", level: "error" });
    logger.error({ err: error }, "failed");
  }
  const text = JSON.stringify(taken());
  expect(text).not.toContain(marker);
  for (const code of ofValues) expect(text).toContain(code);
});

test("unexpected errors keep their stack, and two of them are distinguished", () => {
  const { logger, taken } = createLog();
  const faults = new FaultLog();
  const mistakes = [() => new RangeError(marker), () => new RangeError(marker)];
  for (const mistake of mistakes)
    for (let times = 0; times < 3; times++)
      faults.report(logger, { error: mistake(), text: "failed", level: "error" });
  const lines = taken();
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatchObject({ err: { frames: expect.any(Array) } });
});

test("an outage under load adds only a few short lines to those of the requests", async () => {
  const { principals } = toyServices();
  const down = async () => Promise.reject(toDomainError(diskFull()));
  const { app, lines } = await createToyApp({
    services: { principals: { ...principals, authenticate: down }, readiness: { check: down } },
  });
  const urls = ["/api/pets", "/trpc/pet.list", "/health/ready"];
  const calls = Array.from({ length: 300 }, (_, index) =>
    app.inject({ url: urls[index % 3] ?? "", headers: signedIn }),
  );
  for (const { statusCode } of await Promise.all(calls)) expect(statusCode).toBe(503);
  await app.close();
  const faults = lines.filter((line) => line.includes("No space left on device"));
  const counted = faults.reduce((sum, line) => sum + Number(JSON.parse(line).count), 0);
  expect(counted).toBe(300);
  // The first line of each kind, and one per second.
  expect(faults.length).toBeLessThan(60);
  expect(lines.join("")).not.toContain("frames");
});
