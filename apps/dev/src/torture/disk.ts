import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, constants, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

const megabytes = 512;
const block = Buffer.alloc(65_536);

const privateMounts = "CARETYPE_TORTURE_PRIVATE_MOUNTS";

/**
 * Restarts this program in a mount namespace of its own, in the same process. Its file systems end with its last
 * child, also after `kill -9`. Returns in the restarted program, or where namespaces are not allowed.
 */
export function usePrivateMounts(): void {
  if (process.env[privateMounts] !== undefined) return;
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
  } catch {
    return;
  }
  const program = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve?.("/usr/bin/env", ["env", "unshare", "--mount", ...program], {
    ...process.env,
    [privateMounts]: "yes",
  });
}

/** A small file system in memory, mounted at a folder. */
export class Disk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns undefined without private mounts. */
  static mount(folder: string): Disk | undefined {
    if (process.env[privateMounts] === undefined) return undefined;
    try {
      const options = ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0711`];
      execFileSync("mount", [...options, "tmpfs", folder], { stdio: "ignore" });
      const disk = new Disk(folder);
      // Registered before the listener that removes the run's folder.
      process.prependOnceListener("exit", () => disk.unmount());
      return disk;
    } catch {
      return undefined;
    }
  }

  get #filler() {
    return path.join(this.#folder, "filler");
  }

  fill(): void {
    const file = openSync(this.#filler, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND);
    try {
      while (writeSync(file, block) > 0);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }

  /** The file system ends with its last process. */
  unmount(): void {
    spawnSync("umount", ["--lazy", this.#folder]);
  }
}
