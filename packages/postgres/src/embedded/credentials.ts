import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serverRole } from "@caretype/db/server-role";

/** The application's own role, which owns its database and is not a superuser. */
const applicationName = "caretype";

export const passwordFile = (directory: string) => path.join(directory, "password");

/** Returns the password from its file beside the data, which only its owner can read. */
export function readPassword(directory: string): string | undefined {
  try {
    return readFileSync(passwordFile(directory), "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Creates the password before its cluster, so that no cluster exists without one. */
export function createPassword(directory: string): string {
  const password = randomBytes(24).toString("base64url");
  const draft = `${passwordFile(directory)}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flag: "wx", flush: true });
  renameSync(draft, passwordFile(directory));
  return password;
}

/** The role that copies the database's log to an archive. The application may assume it. */
export const archiveRole = "caretype_archive";

/** The serving role and the archive's. The application may assume them, but not create them. */
const roleStatements = [
  `do $$ begin if to_regrole('${serverRole}') is null then create role ${serverRole} nologin; end if; end $$;`,
  `grant ${serverRole} to ${applicationName};`,
  `do $$ begin if to_regrole('${archiveRole}') is null then create role ${archiveRole} nologin replication; end if; end $$;`,
  `grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean), pg_switch_wal() to ${archiveRole};`,
  `grant ${archiveRole} to ${applicationName} with inherit false;`,
];

/** Statements that set up a new cluster, one per line. */
export const setUpStatements = (password: string) => [
  `create role ${applicationName} login password '${password}';`,
  `create database ${applicationName} owner ${applicationName};`,
  ...roleStatements,
];

/** For a cluster whose password file was lost or is wrong, or that has no serving role yet. */
export const resetStatements = (password: string) => [
  `alter role ${applicationName} password '${password}';`,
  ...roleStatements,
];

const rolesFile = (directory: string) => path.join(directory, "roles");

const roleNames = `${serverRole}\n${archiveRole}\n`;

/** Whether the roles are known to exist. Querying the cluster would require a start of PostgreSQL. */
export const hasRoles = (directory: string) =>
  existsSync(rolesFile(directory)) && readFileSync(rolesFile(directory), "utf8") === roleNames;

export const markRolesCreated = (directory: string) => writeFileSync(rolesFile(directory), roleNames);

export const applicationUrl = (port: number, password: string) =>
  `postgres://${applicationName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${applicationName}`;
