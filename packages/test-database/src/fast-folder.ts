import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** The environment variable with another folder in memory, which the tests' runs remove. */
export const memoryFolderVariable = "CARETYPE_MEMORY_FOLDER";

/** Less could be filled by a large test. Containers often have 64 MB. */
const minBytes = 2 * 1024 ** 3;

/**
 * The folder for data that ends with its process: Linux's folder in memory if it is large enough, or that for
 * temporary files. A database consists of a thousand files, and some disks take long to create so many.
 */
export const fastFolder = (): string => memoryFolder() ?? tmpdir();

/** The folder in memory, unless this machine has none or it is too small. */
export function memoryFolder(least = minBytes): string | undefined {
  const folder = process.env[memoryFolderVariable] ?? "/dev/shm";
  if (process.platform !== "linux") return undefined;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, process.availableMemory()) < least ? undefined : folder;
  } catch {
    return undefined;
  }
}
