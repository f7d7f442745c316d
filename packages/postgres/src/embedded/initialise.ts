import { spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { type ClusterLocation, changeOwner, programFailure, programOptions } from "./cluster-location.ts";
import { accountOf } from "./server-user.ts";

/** Connections need a password and come from this machine. There is no Unix socket. */
const accessRules = "host all all 127.0.0.1/32 scram-sha-256\n";

/**
 * Creates a cluster at `location.data`.
 * It is built beside it, with roles and databases, and renamed when complete. So an existing cluster is never
 * partial. `sql` has one statement per line.
 */
export async function initialise(
  location: ClusterLocation,
  sql: readonly string[],
  { durable }: { durable: boolean },
) {
  const draft = { ...location, data: mkdtempSync(`${location.data}.new-`) };
  try {
    await runProgram(draft, {
      name: "initdb",
      options: [...initdbOptions, ...(durable ? [] : throwawayOptions)],
    });
    const rules = path.join(draft.data, "pg_hba.conf");
    writeFileSync(rules, accessRules);
    await runStatements(draft, sql, { durable });
    renameSync(draft.data, location.data);
    if (durable) syncFolder(path.dirname(location.data));
  } catch (error) {
    rmSync(draft.data, { recursive: true, force: true });
    throw error;
  }
}

/** Runs statements, one per line, on a cluster without a running server. */
export async function runStatements(
  location: ClusterLocation,
  sql: readonly string[],
  { durable }: { durable: boolean },
) {
  const input = `${sql.join("\n")}\n`;
  await runProgram(location, { name: "postgres", options: singleUserOptions(durable), input });
}

/**
 * PostgreSQL's built-in C.UTF-8: it sorts by code point and knows the lower case of every letter. It does not
 * depend on the machine's locales or on LANG.
 */
const initdbOptions = [
  "--username=postgres",
  "--auth=trust",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--no-instructions",
];

/** Small segments, because each copy of a cluster has one. */
const throwawayOptions = ["--no-sync", "--wal-segsize=1"];

function singleUserOptions(durable: boolean) {
  const settings = ["log_statement=none", "log_min_error_statement=panic", ...(durable ? [] : ["fsync=off"])];
  return ["--single", ...settings.flatMap((setting) => ["-c", setting]), "postgres"];
}

type Program = { name: "initdb" | "postgres"; options: string[]; input?: string };

async function runProgram(location: ClusterLocation, { name, options, input = "" }: Program) {
  const user = location.user && accountOf(location.user);
  const { dataOption, spawn: spawnOptions } = programOptions({ ...location, user });
  const [first = "", ...rest] = options;
  // Until then, only the folder around the data keeps out other processes of the account.
  if (user) chmodSync(path.dirname(location.data), 0o700);
  changeOwner(user, location.data);
  const child = spawn(path.join(location.binaries, "bin", name), [first, "-D", dataOption, ...rest], {
    ...spawnOptions,
    stdio: ["pipe", "ignore", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  const [code, complaints] = await Promise.all([ended, text(child.stderr)]);
  changeOwner(location.user, location.data);
  if (code === 0 && !/^\S.* (ERROR|FATAL|PANIC): /m.test(complaints)) return;
  throw programFailure(`PostgreSQL's ${name} failed: ${complaints.trim()}`, location);
}

function syncFolder(folder: string) {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
