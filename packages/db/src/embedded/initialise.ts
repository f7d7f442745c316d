import { spawn } from "node:child_process";
import { chown, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ServerUser } from "./server-user.ts";

/** Where a cluster is, and what runs it. */
export type ClusterPlace = { directory: string; binaries: string; user: ServerUser | undefined };

/** Fills an empty directory with a new cluster. The superuser is `postgres`. */
export async function initialise(place: ClusterPlace, { password, durable }: { password: string; durable: boolean }) {
  const passwordFile = path.join(place.directory, "..", `.${path.basename(place.directory)}-password`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  const options = [
    "--username=postgres",
    `--auth=${durable ? "scram-sha-256" : "password"}`,
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync", "--wal-segsize=4"]),
  ];
  try {
    await runInitdb(place, options);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function runInitdb({ directory, binaries, user }: ClusterPlace, options: string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const initdb = spawn(path.join(binaries, "bin", "initdb"), ["-D", directory, ...options], {
    ...user,
    env: {},
    stdio: ["ignore", "ignore", "pipe"],
  });
  const complaints: Buffer[] = [];
  initdb.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  initdb.once("error", reject);
  initdb.once("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(`initdb failed: ${Buffer.concat(complaints).toString().trim()}`));
  });
  return promise;
}
