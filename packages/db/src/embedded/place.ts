import type { SpawnOptions } from "node:child_process";
import { chownSync } from "node:fs";
import type { ServerUser } from "./server-user.ts";

/** Where a cluster's data is, and what runs it. */
export type ClusterPlace = { data: string; binaries: string; user: ServerUser | undefined };

/**
 * How to start one of PostgreSQL's programs on a cluster. When it runs as another user than we do, that
 * user may not pass the folders above the data (a 0700 home, say). It need not: we start the program
 * inside the data folder before it changes its user, and Linux's `/proc/self/cwd` leads there directly.
 */
export function programOptions({ data, user }: ClusterPlace): { dataOption: string; spawn: SpawnOptions } {
  const isOtherUser = user !== undefined && process.platform === "linux";
  // An empty environment: LANG, PGDATA, PGPORT and the like would change what the server does.
  const env = process.platform === "win32" ? process.env : { TZ: "UTC" };
  return {
    dataOption: isOtherUser ? "/proc/self/cwd" : data,
    spawn: { ...user, cwd: data, env },
  };
}

export function giveTo(user: ServerUser | undefined, file: string) {
  if (user) chownSync(file, user.uid, user.gid);
}
