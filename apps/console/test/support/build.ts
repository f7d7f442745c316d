import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { consoleVariable } from "./names.ts";

/** vitest's global set-up: the console as it is now, built once a run, in a folder of its own. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "caretype-console-"));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const remove = () => rm(folder, { recursive: true, force: true });
  // What is tested is what is served: vitest's own environment would make React's development build of it.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({ root, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  } catch (error) {
    await remove();
    throw error;
  } finally {
    process.env.NODE_ENV = environment;
  }
  process.env[consoleVariable] = folder;
  return remove;
}
