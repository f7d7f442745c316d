import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { consoleVariable } from "./names.ts";

/** Vitest's global set-up: builds the console once per run, in a temporary folder. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "caretype-console-"));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const remove = () => rm(folder, { recursive: true, force: true });
  // Test the production build. Vitest's NODE_ENV would select React's development build.
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
