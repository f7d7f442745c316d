import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startThrowawayCluster } from "@caretype/test-database";
import { afterAll, afterEach, expect, onTestFinished, test, vi } from "vitest";
import { createApp } from "../src/app/app.ts";
import { createLogger } from "../src/log/logger.ts";
import { SlowSteps } from "../src/start/slow-steps.ts";
import { useServerProcesses } from "./server-process.ts";
import { toyServices } from "./toy-services.ts";

const { run, finished } = useServerProcesses({
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  BCRYPT_COST: "4",
  PORT: "0",
});
afterEach(() => void vi.useRealTimers());
const cluster = await startThrowawayCluster();
afterAll(() => cluster.stop());

/** Returns everything that a process prints on the terminal. */
function listen(child: ReturnType<typeof run>) {
  const output = { stderr: "" };
  child.stdout.resume();
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    output.stderr += part;
  });
  const says = (text: string) => vi.waitFor(() => expect(output.stderr).toContain(text), { interval: 20 });
  return { output, says };
}

test("a start reports that it waits for the database, and serves once it is reachable", async () => {
  const DATABASE_URL = await cluster.createDatabase("later");
  await cluster.halt();
  const { output, says } = listen(run(["serve"], { DATABASE_URL, WEB_CONCURRENCY: "2" }));
  await says("The database cannot be reached yet (connect ECONNREFUSED");
  await cluster.resume();
  await says("admin create");
  expect(output.stderr).toContain("up to 60 seconds (DATABASE_WAIT_SECONDS) …\n");
  expect(output.stderr).toContain("The database is reachable now.\n");
  const [, url] = /^Caretype (http.*)$/m.exec(output.stderr) ?? [];
  await expect.poll(async () => (await fetch(`${url}/health/ready`)).status).toBe(200);
});

test.each(["1", "2"])(
  "with WEB_CONCURRENCY=%s Ctrl-C ends a start that waits for a database",
  async (WEB_CONCURRENCY) => {
    const DATABASE_URL = "postgres://u:p@127.0.0.1:1/x";
    const child = run(["serve"], { DATABASE_URL, WEB_CONCURRENCY, DATABASE_WAIT_SECONDS: "86400" });
    const { says } = listen(child);
    await says("The database cannot be reached yet");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    await says("Stopped before it was ready.\n");
  },
);

/** A replacement for turbo, in a folder for `PATH`. */
function turboOf(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "caretype-turbo-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "turbo"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${folder}:${process.env.PATH}`;
}

test.skipIf(process.platform === "win32")(
  "a start with --build fails with the build, and Ctrl-C ends both",
  async () => {
    const DATABASE_URL = await cluster.createDatabase("built");
    const build = (script: string, WEB_CONCURRENCY: string) =>
      run(["serve", "--build"], { DATABASE_URL, WEB_CONCURRENCY, PATH: turboOf(script) });
    const failed = await finished(build("exit 1", "2"));
    expect(failed.stderr).toContain("The console could not be built: npx -y pnpm@12 build");
    expect(failed.status).toBe(1);
    const child = build("exec sleep 1000", "1");
    const { says } = listen(child);
    await says("Building the console …");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    await says("Stopped before it was ready.\n");
  },
);

test("migrate waits for the database, too", async () => {
  const DATABASE_URL = await cluster.createDatabase("migrated_later");
  await cluster.halt();
  const child = run(["migrate"], { DATABASE_URL });
  const ended = once(child, "exit");
  const { says } = listen(child);
  await says("The database cannot be reached yet");
  await cluster.resume();
  expect(await ended).toEqual([0, null]);
});

test("commands read a .env file, and name misspelled settings", async () => {
  const folder = mkdtempSync(join(tmpdir(), "caretype-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, ".env");
  writeFileSync(file, "DB_PORT=abc\nTRUSTED_PROXY=10.0.0.0/8\nUNRELATED=1\n");
  const { status, stderr } = await finished(run(["serve"], { CARETYPE_ENV_FILE: file }));
  expect([status, stderr]).toEqual([
    1,
    "TRUSTED_PROXY is not a setting. Did you mean TRUSTED_PROXIES?\n" +
      "Invalid settings:\n  DB_PORT: not a whole number from 1 to 65535\n",
  ]);
});

test("a step of over two seconds is reported once, and shorter ones are not", async () => {
  vi.useFakeTimers();
  const reports: string[] = [];
  const steps = new SlowSteps((text) => void reports.push(text));
  const { promise, resolve } = Promise.withResolvers<string>();
  const slow = steps.wait("Starting PostgreSQL", promise);
  expect(await steps.wait("Opening a file", Promise.resolve(1))).toBe(1);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(reports).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports).toEqual(["Starting PostgreSQL …"]);
  resolve("done");
  expect(await slow).toBe("done");
  const never = steps.wait("Starting PostgreSQL", new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([reports, never]).toEqual([["Starting PostgreSQL …"], expect.any(Promise)]);
});

test.runIf(process.platform === "linux")("no plugin's time limit ends a start", async () => {
  const folder = mkdtempSync(join(tmpdir(), "caretype-slow-plugin-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "assets"));
  // Reading the console's document blocks until the test writes it.
  const document = join(folder, "index.html");
  execFileSync("mkfifo", [document]);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const starting = createApp({
    services: toyServices(),
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    consoleFolder: folder,
  });
  starting.catch(() => undefined);
  // Opening the pipe blocks until the plugin reads.
  const writer = await open(document, "w");
  await vi.advanceTimersByTimeAsync(600_000);
  await writer.writeFile("<p>The console</p>");
  await writer.close();
  vi.useRealTimers();
  const app = await starting;
  onTestFinished(() => app.close());
  const page = await app.inject({ url: "/", headers: { host: "localhost", accept: "text/html" } });
  expect(page.body).toBe("<p>The console</p>");
});
