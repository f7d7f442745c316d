import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { processesIn, testTimeout } from "@caretype/test-database";
import { expect, it, onTestFinished } from "vitest";

const program = fileURLToPath(new URL("../src/torture/main.ts", import.meta.url));
/** This test takes as long as several others. */
const long = { timeout: 3 * testTimeout() };

function start(...options: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-torture-"));
  const child = spawn(process.execPath, [program, "--seed", "20260401", ...options], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    for (const { pid } of processesIn(folder)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { child, folder };
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

it("loses no acknowledged write and keeps no unexplained one, with a fault of each kind", long, async () => {
  const { child, folder } = start("--kills", "9");
  const report = await text(child.stdout);
  expect(await codeOf(child), report).toBe(0);
  expect(report).toContain("\n\nNothing was lost.\n");
  // Only root can mount a small disk to fill. Otherwise the server is killed in one more way instead.
  const kinds = report.match(/^ {7}[12] {2}(?:server|database|backends|network|clock|disk) .*$/gm);
  expect(kinds).toHaveLength(report.includes("disk full") ? 9 : 8);
  expect(readdirSync(folder)).toEqual([]);
});

it("leaves nothing behind if it is interrupted, and reports what was done", long, async () => {
  const { child, folder } = start("--minutes", "60");
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === 1) child.kill("SIGTERM");
  }
  expect(await codeOf(child)).toBe(130);
  expect(lines).toContain("Interrupted. Nothing was lost as far as it was checked.");
  expect(lines).toContainEqual(expect.stringMatching(/^1 fault in \d+ s, with seed 20260401$/));
  expect(readdirSync(folder)).toEqual([]);
  expect(processesIn(folder)).toEqual([]);
});
