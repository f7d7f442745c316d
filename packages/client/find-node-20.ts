import { execFile } from "node:child_process";
import { glob } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where Node 20 is, if it is not on the path. */
const usualPlaces = [
  "/usr/bin",
  "/usr/local/bin",
  "/opt/homebrew/opt/node@20/bin",
  "/usr/local/opt/node@20/bin",
  join(process.env.NVM_DIR ?? join(homedir(), ".nvm"), "versions/node/v20.*/bin"),
  join(process.env.RUNNER_TOOL_CACHE ?? "/opt/hostedtoolcache", "node/20.*/*/bin"),
];

/** Resolves to a Node 20 of this machine. The workspace brings a later one, which comes first on the path. */
export async function findNode20(): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...usualPlaces];
  for await (const program of glob([...new Set(folders)].map((folder) => join(folder, "node")))) {
    const { stdout } = await run(program, ["--version"]).catch(() => ({ stdout: "" }));
    if (stdout.startsWith("v20.")) return program;
  }
  return undefined;
}
