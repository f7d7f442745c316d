import { readFileSync } from "node:fs";
import path from "node:path";
import { installedBinaries } from "./binaries.ts";

/** PostgreSQL must not start on this data folder. The message says why, and what to do. */
export class DataFolderRefused extends Error {
  override readonly name = "DataFolderRefused";
}

/**
 * Another major version cannot read the files, so the records need a backup and a restore.
 * @throws {DataFolderRefused} naming both versions and the commands.
 */
export function assertSameMajor(data: string): void {
  const [found, own] = [majorOfData(data), majorOfBinaries()];
  if (found === own) return;
  const folder = path.dirname(data);
  throw new DataFolderRefused(
    [
      `The data folder ${folder} is of PostgreSQL ${found}, but this version of Caretype has PostgreSQL ${own}. To move the records:`,
      "1. With the version of Caretype that used the folder: npx -y pnpm@12 caretype backup moving.backup",
      `2. Rename the folder, and keep it until all is well: ${folder} to ${folder}-${found}`,
      "3. With this version: npx -y pnpm@12 caretype restore moving.backup",
    ].join("\n"),
  );
}

function majorOfData(data: string): string {
  const file = path.join(data, "PG_VERSION");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new DataFolderRefused(`${file} cannot be read, so the data folder is incomplete.`, { cause });
  }
}

/** The package has PostgreSQL's version, such as `18.4.0-beta.17`. */
export function majorOfBinaries(): string {
  const { version } = JSON.parse(readFileSync(path.join(installedBinaries(), "..", "package.json"), "utf8"));
  return String(version).split(".")[0] ?? "";
}
