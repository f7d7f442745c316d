import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";

const workspace = path.join(import.meta.dirname, "../../..");
const vitest = path.join(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");
const file = "packages/db/src/advisory-locks.unit.test.ts";

/** Runs the tests of this name, of two in one file. */
const run = (name: string) =>
  new Promise<{ code: unknown; output: string }>((resolve) => {
    const words = [vitest, "run", "--project", "unit", "-t", name, file];
    const env = { ...process.env, NO_COLOR: "1", CARETYPE_TEST_SLOW: undefined };
    execFile(process.execPath, words, { cwd: workspace, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });

test("a name that no test has fails, and names no files", async () => {
  const { code, output } = await run("no such name");
  expect(code).toBe(1);
  expect(output).toContain("No test has a name that matches /no such name/.");
  expect(output).not.toContain(file);
});

test("a path in place of a name fails before any file loads", async () => {
  const { code, output } = await run("packages/db");
  expect(code).toBe(1);
  expect(output).toContain('"packages/db" is a path');
  expect(output).not.toContain("Test Files");
});
