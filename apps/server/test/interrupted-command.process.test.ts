import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "caretype-interrupted-"));
const postgres = path.join(folder, "postgres");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const module = new URL("../src/command/command-database.ts", import.meta.url).href;

/** A command without a server that never ends, and prints when it has its database. */
const script = `
  const { withDatabase } = await import(${JSON.stringify(module)});
  const settings = { databaseUrl: null, dataDirectory: ${JSON.stringify(folder)}, databasePrepare: false, databaseDirectUrl: null };
  await withDatabase(settings, async () => {
    console.log("running");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
`;

const pidFile = path.join(postgres, "cluster", "postmaster.pid");

function runCommand(source: string) {
  return spawn(process.execPath, ["--input-type=module", "-e", source], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

// The next test sends SIGTERM.
test.each(["SIGINT", "SIGHUP"] as const)(
  "%s ends a command and the database that it started",
  async (signal) => {
    const command = runCommand(script);
    const stderr = text(command.stderr);
    await once(command.stdout, "data");
    const server = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    const ended = once(command, "exit");
    command.kill(signal);
    try {
      expect(await ended).toEqual([128 + constants.signals[signal], null]);
      expect(existsSync(pidFile)).toBe(false);
      expect(existsSync(path.join(postgres, "owner.lock"))).toBe(false);
      expect(await stderr).toBe("");
    } finally {
      if (existsSync(pidFile)) process.kill(server, "SIGQUIT");
      await vi.waitFor(() => expect(existsSync(`/proc/${server}`)).toBe(false));
    }
  },
);

test("errors that the end of the database causes in the command are not printed", async () => {
  const command = runCommand(
    script
      .replace("async () => {", "async (database) => {")
      .replace(
        "await new Promise",
        'await database.transaction((transaction) => transaction.execute("select pg_sleep(60)")); await new Promise',
      ),
  );
  const stderr = text(command.stderr);
  await once(command.stdout, "data");
  const ended = once(command, "exit");
  command.kill("SIGTERM");
  expect(await ended).toEqual([143, null]);
  expect([await stderr, existsSync(pidFile)]).toEqual(["", false]);
});
