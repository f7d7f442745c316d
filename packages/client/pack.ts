import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = import.meta.dirname;
const workspace = join(root, "../..");

/**
 * Packs the client as it is published, in a copy, and resolves to the tarball. For tests: each run has its own temporary
 * folder, so it packs once. Other processes wait for the first.
 */
export async function packClient(): Promise<string> {
  const tarball = join(tmpdir(), "caretype-client.tgz");
  const packing = `${tarball}.packing`;
  for (;;) {
    if (existsSync(tarball)) return tarball;
    if (takeLock(packing)) break;
    await pause(100);
  }
  try {
    if (!existsSync(tarball)) await pack(tarball);
  } finally {
    rmdirSync(packing);
  }
  return tarball;
}

/** A process that is killed leaves its lock, but only in the folder of its run. */
function takeLock(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function pack(tarball: string): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), "caretype-pack-"));
  try {
    const client = join(copy, "packages/client");
    const files = ["pnpm-workspace.yaml", "LICENSE", "packages/api/package.json"];
    const ours = ["package.json", "README.md"].map((file) => `packages/client/${file}`);
    await Promise.all([...files, ...ours].map((file) => cp(join(workspace, file), join(copy, file))));
    await run(process.execPath, [join(root, "build.ts"), join(client, "dist")]);
    const options = ["--config.ignore-scripts=true", "--out", join(copy, "client.tgz")];
    await run("npx", ["--yes", "--prefer-offline", "pnpm@12", "pack", ...options], { cwd: client });
    // Complete, or not there.
    await rename(join(copy, "client.tgz"), tarball);
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Unpacks the client into `node_modules`, as `npm install` of the tarball does, without its dependencies. */
export async function unpackClient(modules: string): Promise<void> {
  const target = join(modules, "@caretype/client");
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", await packClient(), "-C", target, "--strip-components=1"]);
}
