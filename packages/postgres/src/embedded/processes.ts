import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { throwIfOutOfFiles } from "./out-of-files.ts";
import { isRunning } from "./process-identity.ts";

/**
 * Returns the PostgreSQL processes on a cluster: the server, or children that briefly outlive it. They are
 * found by their working folder, which excludes a process that reused an old server's pid.
 */
export function processesOn(data: string, serverPid: number | undefined): number[] {
  if (process.platform !== "linux") return serverPid && isRunning(serverPid) ? [serverPid] : [];
  const folder = orUndefined(() => realpathSync(data));
  if (folder === undefined) return [];
  // Also checked by name: a shell may be open in that folder.
  return linuxPids().filter(
    (pid) => workingFolder(pid) === folder && linuxStat(pid)?.name === "postgres" && isRunning(pid),
  );
}

export type KnownProcess = { pid: number; parent: number; name: string };

/** All visible processes of the machine. Empty on Windows. */
export function listProcesses(): KnownProcess[] {
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

/** The process, if it is running, and all its descendants. */
export function processTree(root: number): KnownProcess[] {
  const all = listProcesses();
  const children = Map.groupBy(all, ({ parent }) => parent);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...(children.get(pid) ?? []));
  return found;
}

export const childrenOf = (parent: number): number[] =>
  listProcesses().flatMap((one) => (one.parent === parent ? [one.pid] : []));

/** The server: the process that is the parent of the others. */
export const serverAmong = (pids: readonly number[]): number | undefined =>
  pids.find((pid) => !pids.includes(linuxStat(pid)?.parent ?? 0));

const linuxPids = () => readdirSync("/proc").map(Number).filter(Number.isInteger);

const workingFolder = (pid: number) => orUndefined(() => readlinkSync(`/proc/${pid}/cwd`));

/** Also undefined for a zombie, which has ended and only waits for its parent. */
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
  } catch (error) {
    throwIfOutOfFiles(error);
    return undefined;
  }
}
