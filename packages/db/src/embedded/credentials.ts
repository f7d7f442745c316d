import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serverRole } from "../server-role.ts";

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

/** The role that serves, which the application may take on but not make. */
const roleStatements = [
  `do $$ begin if to_regrole('${serverRole}') is null then create role ${serverRole} nologin; end if; end $$;`,
  `grant ${serverRole} to ${applicationName};`,
];

/** What makes a new cluster ours, a statement a line. */
export const setUpStatements = (password: string) => [
  `create role ${applicationName} login password '${password}';`,
  `create database ${applicationName} owner ${applicationName};`,
  ...roleStatements,
];

/** For a cluster whose password file was lost, or holds something else; or that is older than the role that serves. */
export const resetStatements = (password: string) => [
  `alter role ${applicationName} password '${password}';`,
  ...roleStatements,
];

const fileOfRoles = (directory: string) => path.join(directory, "roles");

/** Whether the cluster is known to have its roles: to look costs a start of PostgreSQL. */
export const hasRoles = (directory: string) => existsSync(fileOfRoles(directory));

export const noteRoles = (directory: string) => writeFileSync(fileOfRoles(directory), `${serverRole}\n`);

export const applicationUrl = (port: number, password: string) =>
  `postgres://${applicationName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${applicationName}`;
