import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CommandHost } from "@caretype/cli/testing/command-host";
import { afterAll, afterEach } from "vitest";
import { compileCacheFolder } from "../src/start/compile-cache.js";

const main = fileURLToPath(new URL("../src/main.js", import.meta.url));
const sourceUrl = (name: string) => new URL(`../src/${name}`, import.meta.url).href;

type RunOptions = { detached?: boolean; files?: number; socket?: number | undefined };

/** Runs the command line in processes that end with their test, or with their file if `ending` is `afterAll`. */
export function useServerProcesses(
  environment: Record<string, string>,
  ending: (end: () => void) => void = afterEach,
) {
  const children: ChildProcess[] = [];
  ending(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  const usual = {
    // Ignores the developer's own .env file, and opens registration.
    CARETYPE_ENV_FILE: "none",
    REGISTRATION: "open",
    // Node then runs commands without the type stripper, too.
    NODE_COMPILE_CACHE: compileCacheFolder,
  };

  /** `files` limits the file descriptors of each process. `socket` is passed as systemd does. */
  function run(
    words: string[],
    variables: Record<string, string> = {},
    { detached = false, files = 0, socket }: RunOptions = {},
  ) {
    const preparations = [
      ...(files > 0 ? [`ulimit -n ${files}`] : []),
      ...(socket === undefined ? [] : ["export LISTEN_FDS=1 LISTEN_PID=$$"]),
    ];
    const command = [process.execPath, main, ...words];
    const prepared = ["sh", "-c", [...preparations, 'exec "$0" "$@"'].join(" && "), ...command];
    const [program = "", ...rest] = preparations.length > 0 ? prepared : command;
    const stdio: ["pipe", "pipe", "pipe"] = ["pipe", "pipe", "pipe"];
    if (socket !== undefined) Object.assign(stdio, { 3: socket });
    const child = spawn(program, rest, {
      env: { ...usual, ...environment, ...variables },
      stdio,
      detached,
    });
    children.push(child);
    return child;
  }

  async function finished(child: ReturnType<typeof run>, input = "") {
    child.stdin.end(input);
    const [stderr, stdout] = await Promise.all([text(child.stderr), text(child.stdout), once(child, "exit")]);
    return { status: child.exitCode, stderr, stdout };
  }

  const host = new CommandHost({
    commandLine: sourceUrl("command-line.ts"),
    execArgv: ["--import", sourceUrl("start/module-loading.ts")],
  });
  afterAll(() => host.end());

  /** Runs a command in a process that the file's commands share. */
  const command = (words: string[], variables: Record<string, string> = {}, input = "") =>
    host.run({ words, environment: { ...usual, ...environment, ...variables }, input });

  /** Starts a server, and waits until it prints its address. */
  async function served(variables: Record<string, string> = {}, options?: RunOptions) {
    const child = run(["serve"], { PORT: "0", ...variables }, options);
    const output = { stderr: "", stdout: "" };
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      output.stdout += part;
    });
    const saidAll = new Promise<void>((resolve) => {
      child.stderr.setEncoding("utf8").on("data", (part: string) => {
        output.stderr += part;
        if (output.stderr.includes("admin create")) resolve();
      });
    });
    await Promise.race([saidAll, once(child, "exit")]);
    const port = Number(/^Caretype .*:(\d+)$/m.exec(output.stderr)?.[1]);
    if (!port) throw new Error(`The server did not start: ${output.stderr}`);
    return { child, port, url: `http://127.0.0.1:${port}`, output };
  }

  return { run, finished, command, served };
}

/** Extra lines of a slow machine: the slow steps. */
export const withoutSlowSteps = (stderr: string) => stderr.replaceAll(/^[A-Z].* …\n/gm, "");

export type Served = Awaited<ReturnType<ReturnType<typeof useServerProcesses>["served"]>>;

/** Returns the running child processes of a process. */
export function childrenOf(pid: number | undefined): number[] {
  return processes()
    .filter(({ parent, isEnded }) => parent === pid && !isEnded)
    .map((child) => child.pid);
}

export const isRunning = (pid: number) => processes().some((one) => one.pid === pid && !one.isEnded);

function processes() {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    // A zombie has ended, and waits for its parent to read its exit code.
    return { pid: Number(pid), parent: Number(parent), isEnded: state?.startsWith("Z") === true };
  });
}
