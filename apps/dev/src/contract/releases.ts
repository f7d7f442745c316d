import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../copy-workspace.ts";
import type { Contract } from "./contract.ts";

export const releasesFolder = join(repository, "packages/client/releases");

/** A call of a release's client. Its marks are resolved on replay. */
export type RecordedCall = {
  path: string;
  /** Missing if the procedure has no input. */
  input?: unknown;
  /** Marks of calls that prepare the fixture. */
  before?: readonly string[];
};

export type Release = {
  version: string;
  contract: Contract;
  calls: readonly RecordedCall[];
  folder: string;
  /** Its client as a bundled module. */
  clientFile: string;
};

export const releaseVersions = (): string[] =>
  existsSync(releasesFolder)
    ? readdirSync(releasesFolder).toSorted((one, other) => -one.localeCompare(other, "en", { numeric: true }))
    : [];

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
