import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { bufferedOutput } from "../src/log/log-output.ts";
import { useServerProcesses } from "./server-process.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const { run, served } = useServerProcesses({
  DATABASE_URL: database.url,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
});

test("lines are written in groups, whole, and without long delay", async () => {
  const folder = mkdtempSync(join(tmpdir(), "caretype-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "log");
  const descriptor = openSync(file, "w");
  onTestFinished(() => closeSync(descriptor));
  const output = bufferedOutput(descriptor);
  const lines = Array.from({ length: 100 }, (_, index) => `${"é".repeat(30)} ${index}\n`);
  for (const line of lines) output.write(line);
  const early = readFileSync(file, "utf8");
  expect(lines.join("").startsWith(early)).toBe(true);
  expect([early.length > 0, early.endsWith("\n"), early.length < lines.join("").length]).toEqual([
    true,
    true,
    true,
  ]);
  await vi.waitFor(() => expect(readFileSync(file, "utf8")).toBe(lines.join("")));
});

test("a server ends when nobody reads its log any more", async () => {
  const { child } = await served();
  const ended = once(child, "exit");
  child.stdout.destroy();
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

test("a server with 2 processes continues to answer while nobody reads its log from a pipe", async () => {
  const { child, url } = await served({ WEB_CONCURRENCY: "2" });
  child.stdout.pause();
  // More lines than fit into the pipe and its reader's buffer.
  for (let index = 0; index < 1_200; index += 1) {
    await fetch(`${url}/nothing`).then((response) => response.text());
  }
  // An ending worker resets the shared pipe to its earlier mode, so it blocks again.
  child.stdout.resume();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a command does not fail if its reader closes the pipe early", async () => {
  const child = run(["settings"]);
  child.stdout.destroy();
  const [stderr, ended] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ stderr, ended }).toEqual({ stderr: "", ended: [0, null] });
});
