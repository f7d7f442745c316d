import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Fetch } from "@caretype/client";
import { attachEmbeddedPostgres, startEmbeddedPostgres } from "@caretype/db/embedded";
import { waitTimeout } from "@caretype/db/testing";

const main = fileURLToPath(new URL("../../../../apps/server/src/main.js", import.meta.url));
const longestMilliseconds = waitTimeout();

/** A data folder, and the server that runs on it: the real one, in a process of its own. */
export class ServedFolder {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "caretype-faults-"));
  /** Every PostgreSQL server that has run here. */
  readonly postmasters = new Set<number>();
  #server: ChildProcess | undefined;
  #url = "";
  #said = "";
  #losesAnswers = false;

  get #databaseFolder() {
    return path.join(this.#folder, "postgres");
  }

  /** What it has logged and complained of, the latest. */
  get said() {
    return this.#said.slice(-4_000);
  }

  /** To wherever it is at the moment, unless answers are lost. */
  readonly fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    const answer = await fetch(`${this.#url}${pathname}${search}`, init);
    if (!this.#losesAnswers) return answer;
    await answer.body?.cancel();
    throw new TypeError("the answer was lost");
  };

  /** The server goes on, but for so long nobody hears of it. */
  async loseAnswers(milliseconds: number): Promise<void> {
    this.#losesAnswers = true;
    await pause(milliseconds);
    this.#losesAnswers = false;
  }

  #spawn(...words: string[]) {
    const env = {
      CARETYPE_ENV_FILE: "none",
      PORT: "0",
      DATA_DIR: this.#folder,
      BCRYPT_COST: "4",
      LOG_LEVEL: "warn",
      RATE_LIMIT_ACCOUNT: "0",
      RATE_LIMIT_ADDRESS: "0",
    };
    return spawn(process.execPath, [main, ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Runs a command to its end, which is to be a good one; resolves to what it printed. */
  async command(...words: string[]): Promise<string> {
    const child = this.#spawn(...words);
    const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    if (child.exitCode !== 0) throw new Error(`${words.join(" ")}: ${said}${printed}`);
    return printed;
  }

  async start(): Promise<void> {
    const server = this.#spawn("serve");
    this.#server = server;
    let said = "";
    const saidAll = new Promise<void>((resolve) => {
      for (const stream of [server.stdout, server.stderr]) {
        stream.setEncoding("utf8").on("data", (part: string) => {
          said += part;
          this.#said += part;
          if (said.includes("admin create")) resolve();
        });
      }
    });
    await Promise.race([saidAll, once(server, "exit")]);
    const url = /^Caretype (http.*:\d+)$/m.exec(said)?.[1];
    if (!url) throw new Error(`The server did not start: ${said}`);
    this.#url = url;
    this.postmaster();
  }

  /** Resolves once the server says that it and its database are there. */
  async isReady(): Promise<void> {
    const deadline = performance.now() + longestMilliseconds;
    const ask = async () => (await fetch(`${this.#url}/health/ready`)).status === 200;
    while (!(await ask().catch(() => false))) {
      if (performance.now() > deadline) throw new Error(`The server is not ready again: ${this.said}`);
      await pause(10);
    }
    this.postmaster();
  }

  /** The pid of the PostgreSQL server that runs, if one does. */
  postmaster(): number | undefined {
    try {
      const file = path.join(this.#databaseFolder, "cluster", "postmaster.pid");
      const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
      if (!isPostmaster(pid)) return undefined;
      this.postmasters.add(pid);
      return pid;
    } catch {
      return undefined;
    }
  }

  /** Returns the pid of the server that it went to. */
  signalDatabase(signal: "SIGINT" | "SIGQUIT"): number {
    const postmaster = this.postmaster();
    if (postmaster === undefined) throw new Error(`No PostgreSQL runs: ${this.said}`);
    process.kill(postmaster, signal);
    return postmaster;
  }

  /** As its owner, with all rights. */
  async databaseUrl(): Promise<string> {
    const running = await attachEmbeddedPostgres({ directory: this.#databaseFolder });
    if (!running) throw new Error("no database runs");
    return running.url;
  }

  /** What the machine does when it has no memory left. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Resolves to its exit code, once it has ended itself and its database. */
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

  /** The database alone, as what is in it when the server is stopped. */
  async withDatabase<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
    const database = await startEmbeddedPostgres({ directory: this.#databaseFolder });
    this.postmaster();
    try {
      return await use(database.url);
    } finally {
      await database.stop();
    }
  }

  /** Leaves nothing behind, whatever has happened before. */
  async remove(): Promise<void> {
    await this.kill();
    if (this.postmaster() !== undefined) await hasEnded(this.signalDatabase("SIGQUIT"));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether it is a PostgreSQL server: by now the pid may be somebody else's. One that nobody has looked after is no more. */
export function isPostmaster(pid: number): boolean {
  try {
    if (pid <= 0 || !process.kill(pid, 0)) return false;
    const [state, name] = execFileSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    return name?.endsWith("postgres") === true && state?.startsWith("Z") === false;
  } catch {
    return false;
  }
}

export async function hasEnded(postmaster: number): Promise<void> {
  const deadline = performance.now() + longestMilliseconds;
  while (isPostmaster(postmaster)) {
    if (performance.now() > deadline) throw new Error(`PostgreSQL, pid ${postmaster}, does not end`);
    await pause(20);
  }
}
