import { exec, execFile } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const packages = join(import.meta.dirname, "..");

/** Published packages by folder. The kit needs the client. */
export const publishedNames = { client: "@caretype/client", cli: "caretype", testing: "@caretype/testing" };
export type Published = keyof typeof publishedNames;

/**
 * Builds and packs a package as published, and resolves to the tarball. Each test run packs once into its own
 * temporary folder. Other processes wait for the first.
 */
export async function packed(name: Published): Promise<string> {
  const tarball = join(tmpdir(), `caretype-${name}.tgz`);
  const packing = `${tarball}.packing`;
  for (;;) {
    if (existsSync(tarball)) return tarball;
    if (takeLock(packing)) break;
    await pause(100);
  }
  try {
    if (!existsSync(tarball)) await pack(name, tarball);
  } finally {
    rmdirSync(packing);
  }
  return tarball;
}

/** A killed process leaves its lock, but only in its run's folder. */
function takeLock(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function pack(name: Published, tarball: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "caretype-pack-"));
  try {
    const built = join(folder, "built");
    await run(process.execPath, [join(packages, name, "build.ts"), built]);
    const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: built });
    // Atomic: complete or missing.
    await rename(join(folder, stdout.trim()), tarball);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Unpacks a package into `node_modules`, like `npm install` of the tarball without its dependencies. */
export async function unpack(name: Published, modules: string): Promise<string> {
  const target = join(modules, publishedNames[name]);
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", await packed(name), "-C", target, "--strip-components=1"]);
  return target;
}

/** Resolves to that version of Node, which npm distributes as a package. */
export async function nodeOf(version: string): Promise<string> {
  if (process.version.startsWith(`v${version}.`)) return process.execPath;
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const words = `npx --yes --prefer-offline --package node@${version} --call "node -p process.execPath"`;
  const { stdout } = await promisify(exec)(words, { env: environment });
  return stdout.trim();
}
