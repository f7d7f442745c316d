import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Fetch } from "@caretype/client";
import { openDatabase } from "@caretype/db";
import { attachEmbeddedPostgres, startEmbeddedPostgres } from "@caretype/postgres/embedded";
import { dataOf } from "@caretype/postgres/embedded/cluster-location";
import { readPostmaster } from "@caretype/postgres/embedded/postmaster";
import { listProcesses } from "@caretype/postgres/embedded/processes";
import { waitTimeout } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { Disk } from "./disk.ts";
import { Network } from "./network.ts";

const main = fileURLToPath(new URL("../../../server/src/main.js", import.meta.url));
const clock = new URL("clock-preload.ts", import.meta.url).href;
const maxMilliseconds = waitTimeout();

/** A data folder, and the real server on it in another process. */
export class ServerUnderTest {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "caretype-faults-"));
  readonly postmasters = new Set<number>();
  readonly #network = new Network();
  /** Undefined without private mounts. Its space is then the machine's, which is never filled. */
  readonly disk = Disk.mount(this.#folder);
  #callersUrl = "";
  #server: ChildProcess | undefined;
  #url = "";
  #output = "";
  #dropsAnswers = false;

  get #databaseFolder() {
    return path.join(this.#folder, "postgres");
  }

  /** The end of its output and log. */
  get output() {
    return this.#output.slice(-4_000);
  }

  /** First lines of the server's own errors. It counts equal ones instead of repeating them. */
  get loggedErrors(): string[] {
    const lines = this.#output.split("\n");
    return lines.filter((line) => line.includes('"code":"INTERNAL"')).slice(0, 3);
  }

  /**
   * Sends a request through the network to the server's current address. Drops the answer while answers are being
   * lost.
   */
  readonly fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    const answer = await fetch(`${this.#callersUrl}${pathname}${search}`, init);
    if (!this.#dropsAnswers) return answer;
    await answer.body?.cancel();
    throw new TypeError("the answer was lost");
  };

  /** Drops all answers for this long, while the server continues. */
  async dropAnswers(milliseconds: number): Promise<void> {
    this.#dropsAnswers = true;
    await pause(milliseconds);
    this.#dropsAnswers = false;
  }

  /** Cuts all connections for this long. The server continues. */
  async cutNetwork(milliseconds: number): Promise<void> {
    this.#network.cut();
    await pause(milliseconds);
    this.#network.mend();
  }

  get #clockFile() {
    return path.join(tmpdir(), `${path.basename(this.#folder)}.clock`);
  }

  /** Sets the server's clock ahead of the machine's and the database's, in milliseconds. */
  setClock(ahead: number): void {
    // Renamed, so that a reader never finds a partial number.
    writeFileSync(`${this.#clockFile}.new`, String(ahead));
    renameSync(`${this.#clockFile}.new`, this.#clockFile);
  }

  async runInDatabase(statement: string): Promise<void> {
    const database = openDatabase({ url: await this.databaseUrl(), readers: 1 });
    try {
      await database.reader.execute(sql.raw(statement));
    } finally {
      await database.close();
    }
  }

  #spawn(...words: string[]) {
    const env = {
      CARETYPE_TORTURE_CLOCK: this.#clockFile,
      CARETYPE_ENV_FILE: "none",
      PORT: "0",
      DATA_DIR: this.#folder,
      BCRYPT_COST: "4",
      LOG_LEVEL: "warn",
      RATE_LIMIT_ACCOUNT: "0",
      RATE_LIMIT_ADDRESS: "0",
    };
    return spawn(process.execPath, ["--import", clock, main, ...words], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async command(...words: string[]): Promise<string> {
    const child = this.#spawn(...words);
    const [stdout, output] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    if (child.exitCode !== 0) throw new Error(`${words.join(" ")}: ${output}${stdout}`);
    return stdout;
  }

  async start(): Promise<void> {
    if (this.#server === undefined) this.setClock(0);
    const server = this.#spawn("serve");
    this.#server = server;
    let output = "";
    const started = new Promise<void>((resolve) => {
      for (const stream of [server.stdout, server.stderr]) {
        stream.setEncoding("utf8").on("data", (part: string) => {
          output += part;
          this.#output += part;
          if (output.includes("admin create")) resolve();
        });
      }
    });
    await Promise.race([started, once(server, "exit")]);
    const url = /^Caretype (http.*:\d+)$/m.exec(output)?.[1];
    if (!url) throw new Error(`The server did not start: ${output}`);
    this.#url = url;
    this.#network.target = Number(new URL(url).port);
    if (this.#callersUrl === "") this.#callersUrl = `http://127.0.0.1:${await this.#network.listen()}`;
    this.postmaster();
  }

  /** Resolves once the server is ready, which requires the right time. */
  async waitUntilReady(): Promise<void> {
    this.setClock(0);
    const deadline = performance.now() + maxMilliseconds;
    const ask = async () => (await fetch(`${this.#url}/health/ready`)).status === 200;
    while (!(await ask().catch(() => false))) {
      if (performance.now() > deadline) throw new Error(`The server is not ready again: ${this.output}`);
      await pause(10);
    }
    this.postmaster();
  }

  /** Returns the pid of the running PostgreSQL server, if any. */
  postmaster(): number | undefined {
    const pid = readPostmaster(dataOf(this.#databaseFolder))?.pid;
    if (pid === undefined || !isPostmaster(pid)) return undefined;
    this.postmasters.add(pid);
    return pid;
  }

  /** Returns the pid of the server that got the signal. */
  signalDatabase(signal: "SIGINT" | "SIGQUIT"): number {
    const postmaster = this.postmaster();
    if (postmaster === undefined) throw new Error(`PostgreSQL is not running: ${this.output}`);
    process.kill(postmaster, signal);
    return postmaster;
  }

  async databaseUrl(): Promise<string> {
    const running = await attachEmbeddedPostgres({ directory: this.#databaseFolder });
    if (!running) throw new Error("the database is not running");
    return running.url;
  }

  /** Kills the server, as the kernel does when memory runs out. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Resolves to the exit code, once the server has stopped itself and its database. */
  stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return server?.exitCode ?? null;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
    return server.exitCode;
  }

  /** Runs `use` on the database without the server. */
  async withDatabase<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
    const database = await startEmbeddedPostgres({ directory: this.#databaseFolder });
    this.postmaster();
    try {
      return await use(database.url);
    } finally {
      await database.stop();
    }
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.#network.close();
    if (this.postmaster() !== undefined) await waitForExit(this.signalDatabase("SIGQUIT"));
    this.disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(this.#clockFile, { force: true });
  }
}

/** Whether the pid is a running PostgreSQL server. It may have been reused. */
export const isPostmaster = (pid: number): boolean =>
  listProcesses().some((one) => one.pid === pid && one.name === "postgres");

export async function waitForExit(postmaster: number): Promise<void> {
  const deadline = performance.now() + maxMilliseconds;
  while (isPostmaster(postmaster)) {
    if (performance.now() > deadline) throw new Error(`PostgreSQL, pid ${postmaster}, does not end`);
    await pause(20);
  }
}
