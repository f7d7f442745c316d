import { readFileSync } from "node:fs";

export type ServerUser = { uid: number; gid: number };

/** PostgreSQL refuses to run as root, so it then runs as `nobody`, a user of every Unix. */
export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? nobody() : undefined;
}

function nobody(): ServerUser {
  const line = readPasswd().find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

function readPasswd(): string[] {
  try {
    return readFileSync("/etc/passwd", "utf8").split("\n");
  } catch {
    return [];
  }
}
