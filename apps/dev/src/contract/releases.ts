import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../copy-workspace.ts";
import type { Contract } from "./contract.ts";

export const releasesFolder = join(repository, "packages/client/releases");

/** A call as a release's client makes it. Its marks are filled in when it is replayed. */
export type RecordedCall = {
  path: string;
  /** Missing: the procedure takes none. */
  input?: unknown;
  /** Marks of what the fixture has to do before. */
  before?: readonly string[];
};

/** A release that is kept, with the files of its folder. */
export type Release = {
  version: string;
  contract: Contract;
  calls: readonly RecordedCall[];
  folder: string;
  /** Its client, as a module with all that it imports. */
  clientFile: string;
};

/** Returns the versions of all kept releases, the latest one first. */
export const releaseVersions = (): string[] =>
  existsSync(releasesFolder)
    ? readdirSync(releasesFolder).toSorted((one, other) => -one.localeCompare(other, "en", { numeric: true }))
    : [];

/** Returns a kept release. */
export function readRelease(version: string): Release {
  const folder = join(releasesFolder, version);
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return {
    version,
    folder,
    contract: read("contract.json"),
    calls: read("calls.json"),
    clientFile: join(folder, "client.js"),
  };
}
