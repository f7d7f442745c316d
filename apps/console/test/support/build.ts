import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findKept, keep } from "@caretype/test-database/kept-folder";
import { build } from "vite";
import { axeFile, axePath, consoleVariable } from "./names.ts";

const fromHere = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const root = fromHere("../..");
const built = {
  folder: fromHere("../../../../node_modules/.cache/caretype-test-console"),
  ingredients: [
    ...["src", "public", "index.html", "texts-in-language.ts", "vite.config.ts"].map((name) =>
      join(root, name),
    ),
    ...["api", "chart", "client", "coming-from-django", "core", "identity", "import", "scheduling"].map(
      (name) => fromHere(`../../../../packages/${name}/src`),
    ),
    fromHere("../../../../pnpm-lock.yaml"),
  ],
};

/**
 * Vitest's global setup: the built console and axe in a folder of this run. Built once per version of its sources.
 */
export async function setup(): Promise<void> {
  const kept = findKept(built) ?? (await keep(built, buildTo));
  const folder = await mkdtemp(join(tmpdir(), "caretype-console-"));
  await cp(kept, folder, { recursive: true });
  await cp(axeFile, join(folder, axePath));
  process.env[consoleVariable] = folder;
}

async function buildTo(outDir: string): Promise<void> {
  // Test the production build. Vitest's NODE_ENV would select React's development build.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
  } finally {
    process.env.NODE_ENV = environment;
  }
}
