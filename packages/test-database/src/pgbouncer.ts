import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@caretype/postgres/free-port";
import { waitTimeout } from "./test-timeout.ts";
import { startWatchdog } from "./watchdog.ts";

export type PgBouncer = {
  /** For the same user and database as the given URL. */
  url: string;
  /** Its log so far. */
  log(): string;
  stop(): Promise<void>;
};

const program = "pgbouncer";
/** Debian installs it in a folder that is not in the `PATH` of ordinary users. */
const searchPath = `${process.env.PATH ?? ""}:/usr/sbin:/usr/local/sbin`;

const found = spawnSync(program, ["--version"], {
  encoding: "utf8",
  env: { ...process.env, PATH: searchPath },
});

/** Whether PgBouncer is installed. If not, tests that need it are skipped, with a message. */
export function hasPgBouncer(): boolean {
  if (found.status === 0) return true;
  process.stderr.write(
    "SKIPPED: tests behind PgBouncer, which is not installed: apt-get install pgbouncer\n",
  );
  return false;
}

/** Starts a real PgBouncer in transaction mode, with its default configuration. `settings` are additional lines. */
export async function startPgBouncer(
  databaseUrl: string,
  settings: readonly string[] = [],
): Promise<PgBouncer> {
  const directory = mkdtempSync(path.join(tmpdir(), "caretype-pgbouncer-"));
  const port = await freePort();
  const file = path.join(directory, "pgbouncer.ini");
  writeFileSync(file, configuration({ databaseUrl, port, settings }));
  // PgBouncer refuses to run as root, so another user must be able to read this file.
  const asUser = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  chmodSync(directory, 0o755);
  const child = spawn(program, [...asUser, file], {
    env: { ...process.env, PATH: searchPath },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    output += part;
  });
  const deadline = performance.now() + waitTimeout();
  while (!output.includes("process up") && child.exitCode === null && performance.now() < deadline)
    await pause(10);
  if (child.exitCode !== null) throw new Error(`PgBouncer did not start: ${output}`);
  const unwatch = startWatchdog(child.pid ?? 0, directory);
  const url = Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${port}` }).href;
  return {
    url,
    log: () => output,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      unwatch();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Configuration = { databaseUrl: string; port: number; settings: readonly string[] };

function configuration({ databaseUrl, port, settings }: Configuration): string {
  const { hostname, port: serverPort, username, password } = new URL(databaseUrl);
  const target = { host: hostname, port: serverPort, user: username, password: decodeURIComponent(password) };
  const words = Object.entries(target).map(([name, value]) => `${name}=${value}`);
  return [
    "[databases]",
    `* = ${words.join(" ")}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = any",
    "pool_mode = transaction",
    ...settings,
    "",
  ].join("\n");
}
