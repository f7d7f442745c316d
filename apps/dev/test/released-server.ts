import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { migrations, type ServerBundle, serverFile } from "../src/contract/bundle-server.ts";
import type { Release } from "../src/contract/releases.ts";
import { repository } from "../src/copy-workspace.ts";

/** Starts a release's server in its own process. It uses today's libraries. */
export async function startReleasedServer(release: Release, variables: Record<string, string>) {
  const folder = unpack(release);
  const child = spawn(process.execPath, [join(folder, "server/main.js"), "serve"], {
    env: { CARETYPE_ENV_FILE: "none", DATA_DIR: join(folder, "data"), PORT: "0", ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const served = new Promise<string>((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      log += part;
      const [, url] = /^Caretype .*(http:\/\/\S+:\d+)$/m.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true });
  };
  const url = await Promise.race([served, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`The server of ${release.version} did not start: ${log}`);
  return { url, stop };
}

/** Folders that contain the server's libraries. */
const workspaces = ["apps/server", ...globSync("packages/*", { cwd: repository })];

/** Writes the release's files with its migrations, and links the libraries. */
function unpack({ folder: releaseFolder }: Release): string {
  const folder = mkdtempSync(join(tmpdir(), "caretype-release-"));
  const packed = gunzipSync(readFileSync(join(releaseFolder, serverFile))).toString();
  const { files, newestMigration }: ServerBundle = JSON.parse(packed);
  for (const [name, text] of Object.entries(files)) write(join(folder, "server", name), text);
  copyMigrations(folder, newestMigration);
  for (const workspace of workspaces)
    linkLibraries(join(repository, workspace, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function copyMigrations(folder: string, newest: string) {
  const source = join(repository, "packages/db/migrations");
  const kept = migrations().filter((file) => file <= newest);
  for (const file of kept) cpSync(join(source, file), join(folder, "migrations", file));
  const journal = JSON.parse(readFileSync(join(source, "meta/_journal.json"), "utf8"));
  const entries = journal.entries.slice(0, kept.length);
  write(join(folder, "migrations/meta/_journal.json"), JSON.stringify({ ...journal, entries }));
}

function linkLibraries(from: string, to: string) {
  for (const name of readdirSync(from).filter((entry) => !entry.startsWith(".") && entry !== "@caretype")) {
    if (name.startsWith("@")) linkLibraries(join(from, name), join(to, name));
    else if (!existsSync(join(to, basename(name)))) {
      mkdirSync(to, { recursive: true });
      symlinkSync(join(from, name), join(to, name), "junction");
    }
  }
}
