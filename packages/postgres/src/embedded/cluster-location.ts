import type { SpawnOptions } from "node:child_process";
import { lchownSync, lstatSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { nodeCodeOf } from "@caretype/db/node-code";
import type { ServerUser } from "./server-user.ts";

/** The cluster's folder within the embedded database's folder. */
export const dataOf = (directory: string) => path.join(directory, "cluster");

/**
 * Creates a folder and its parents, and returns the topmost one created. Node's own `recursive` never ends if the
 * system reports an existing folder as missing, as under `/proc`.
 */
export function makeFolder(folder: string): string | undefined {
  const create = () => mkdirSync(folder, { mode: 0o700 });
  try {
    create();
    return folder;
  } catch (error) {
    const code = nodeCodeOf(error);
    if (code === "EEXIST" && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    if (code !== "ENOENT" || path.dirname(folder) === folder) throw error;
    const created = makeFolder(path.dirname(folder));
    create();
    return created ?? folder;
  }
}

/** The folders of a cluster's data and binaries, and the user that runs it. */
export type ClusterLocation = { data: string; binaries: string; user: ServerUser | undefined };

/**
 * Returns how to start one of PostgreSQL's programs on a cluster. Another user may not be able to enter the folders
 * above the data, such as a home with mode 0700. So the program starts inside the data folder before it changes its
 * user, and finds it at Linux's `/proc/self/cwd`.
 */
export function programOptions({ data, user }: ClusterLocation): { dataOption: string; spawn: SpawnOptions } {
  const isOtherUser = user !== undefined && process.platform === "linux";
  // An empty environment, because LANG, PGDATA, PGPORT and others would change the server's behaviour.
  const env = process.platform === "win32" ? process.env : { TZ: "UTC" };
  return {
    dataOption: isOtherUser ? "/proc/self/cwd" : data,
    spawn: { ...user, cwd: data, env },
  };
}

/** The error of a failed program. On a full disk, its log may be empty. */
export function programFailure(complaint: string, { data }: ClusterLocation): Error {
  const folder = path.dirname(data);
  const isFull = complaint.includes("No space left on device") || statfsSync(folder).bavail === 0;
  const hint = complaint.includes("could not look up effective user ID")
    ? "\nAdd this user to /etc/passwd, start as another one, or set DATABASE_URL."
    : "";
  return Object.assign(new Error(complaint + hint), isFull && { code: "ENOSPC", path: folder });
}

/**
 * Adds the folder to a file system error. A failed write names no path, as on a full disk. Explains it if root may
 * not act for another user.
 */
export function namingFolder(error: unknown, folder: string): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  if (process.getuid?.() === 0 && (error.code === "EPERM" || error.code === "EINVAL"))
    return new Error(
      `Root may not run the embedded database as another user here (${error.code}), as in a container without the ` +
        "capabilities CHOWN, SETUID and SETGID. Start as a user other than root, or set DATABASE_URL.",
      { cause: error },
    );
  return "path" in error ? error : Object.assign(error, { path: folder });
}

/** Changes the owner of the data, the folder last: if it has the right owner, so has the rest. */
export function changeOwner(user: ServerUser | undefined, data: string) {
  if (!user || lstatSync(data).uid === user.uid) return;
  for (const name of readdirSync(data, { recursive: true, encoding: "utf8" }))
    lchownSync(path.join(data, name), user.uid, user.gid);
  lchownSync(data, user.uid, user.gid);
}

/**
 * Removes drafts of killed starts and restores. If their initdb still writes, the next start removes them. A server
 * still running on one ends within a minute, as PostgreSQL does without its folder.
 */
export function removeDrafts(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith("cluster.new-")) continue;
    try {
      rmSync(path.join(directory, name), { recursive: true, force: true });
    } catch {
      // Unused, so the next start can remove it.
    }
  }
}
