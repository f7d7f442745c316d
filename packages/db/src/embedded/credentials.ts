import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The application's own role, which owns its database and is no superuser. */
const applicationName = "caretype";

export const fileOfPassword = (directory: string) => path.join(directory, "password");

/** Kept beside the data, readable by its owner only. */
export function readPassword(directory: string): string | undefined {
  try {
    return readFileSync(fileOfPassword(directory), "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Written before the cluster that it opens, so that no cluster is without. */
export function makePassword(directory: string): string {
  const password = randomBytes(24).toString("base64url");
  const draft = `${fileOfPassword(directory)}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flag: "wx", flush: true });
  renameSync(draft, fileOfPassword(directory));
  return password;
}

/** What makes a new cluster ours, a statement a line. */
export const setUpStatements = (password: string) => [
  `create role ${applicationName} login password '${password}';`,
  `create database ${applicationName} owner ${applicationName};`,
];

/** For a cluster whose password file was lost, or holds something else. */
export const resetStatements = (password: string) => [
  `alter role ${applicationName} password '${password}';`,
];

export const applicationUrl = (port: number, password: string) =>
  `postgres://${applicationName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${applicationName}`;
