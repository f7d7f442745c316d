import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { isRunning } from "./process-identity.ts";

/**
 * The processes of PostgreSQL on a cluster: the server, or children that outlive it for a moment. Each
 * works inside the data folder, so that a process which was given an old server's pid is told from it.
 */
export function processesOn(data: string, serverPid: number | undefined): number[] {
  if (process.platform !== "linux") return serverPid && isRunning(serverPid) ? [serverPid] : [];
  const folder = orUndefined(() => realpathSync(data));
  if (folder === undefined) return [];
  // By its name too: somebody's shell may be in that folder.
  return linuxPids().filter(
    (pid) => workingFolder(pid) === folder && linuxStat(pid)?.name === "postgres" && isRunning(pid),
  );
}

export type KnownProcess = { pid: number; parent: number; name: string };

/** All processes of the machine that can be seen. Empty on Windows. */
export function livingProcesses(): KnownProcess[] {
  if (process.platform === "win32") return [];
  if (process.platform === "linux") {
    return linuxPids().flatMap((pid) => {
      const stat = linuxStat(pid);
      return stat ? [{ pid, ...stat }] : [];
    });
  }
  const lines =
    orUndefined(() => execFileSync("ps", ["-axo", "pid=,ppid=,ucomm="], { encoding: "utf8" })) ?? "";
  return lines.split("\n").flatMap((line) => {
    const [pid, parent, name = ""] = line.trim().split(/\s+/);
    return pid && parent ? [{ pid: Number(pid), parent: Number(parent), name }] : [];
  });
}

export const childrenOf = (parent: number): number[] =>
  livingProcesses().flatMap((one) => (one.parent === parent ? [one.pid] : []));

/** The one among a server's processes that is the parent of the others. */
export const serverAmong = (pids: readonly number[]): number | undefined =>
  pids.find((pid) => !pids.includes(linuxStat(pid)?.parent ?? 0));

const linuxPids = () => readdirSync("/proc").map(Number).filter(Number.isInteger);

const workingFolder = (pid: number) => orUndefined(() => readlinkSync(`/proc/${pid}/cwd`));

/** Undefined for a zombie, too: it has ended, and only waits for its parent to look. */
function linuxStat(pid: number): { name: string; parent: number } | undefined {
  const stat = orUndefined(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  if (stat === undefined) return undefined;
  const end = stat.lastIndexOf(")");
  const [state, parent] = stat.slice(end + 2).split(" ");
  if (state === "Z" || state === "X") return undefined;
  return { name: stat.slice(stat.indexOf("(") + 1, end), parent: Number(parent) };
}

function orUndefined<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
