import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export type ServerUser = { uid: number; gid: number };

/** systemd assigns these to no user, and they also exist in containers that map 65,536 users. */
const firstOwn = 60_578;
const lastOwn = 60_705;

/**
 * PostgreSQL refuses to run as root, so it runs as a user id without an account, unused by other processes. Each
 * process of a shared account, such as `nobody`, could read the data at `/proc/<pid>/cwd`. The id is derived from the
 * path of the data, so two clusters rarely share one.
 */
export function serverUser(data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const taken = new Set(["passwd", "group"].flatMap((name) => accounts(name).map(([, , id]) => Number(id))));
  const free = Array.from({ length: lastOwn - firstOwn + 1 }, (_, at) => firstOwn + at).filter(
    (id) => !taken.has(id),
  );
  const id = free[createHash("sha256").update(data).digest().readUInt32BE() % free.length];
  if (id !== undefined) return { uid: id, gid: id };
  throw new Error(
    `All users from ${firstOwn} to ${lastOwn} have accounts. Start as a user other than root, or set DATABASE_URL.`,
  );
}

/**
 * initdb and single-user mode need an account. The group is still the server's, so other processes of the account
 * cannot reach it.
 */
export function accountOf({ gid }: ServerUser): ServerUser {
  const [, , uid] = accounts("passwd").find(([name]) => name === "nobody") ?? [];
  return { uid: Number(uid ?? 65_534), gid };
}

function accounts(file: string): string[][] {
  try {
    return readFileSync(`/etc/${file}`, "utf8")
      .split("\n")
      .map((line) => line.split(":"));
  } catch {
    return [];
  }
}
