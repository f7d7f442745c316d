import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = realpathSync(fileURLToPath(new URL("../../..", import.meta.url)));

const notSources = new Set(["node_modules", "dist", "results", ".data", ".turbo"]);
const isSource = (path: string) => !notSources.has(basename(path));

/** Copies the repository's sources. The copied packages import each other's copies, and the original libraries. */
export function copyWorkspace(copy: string): void {
  const entries = readdirSync(repository, { withFileTypes: true });
  // In a worktree, `.git` is a file that points to the repository.
  for (const { name } of entries.filter((entry) => entry.isFile() && entry.name !== ".git"))
    cpSync(join(repository, name), join(copy, name));
  for (const folder of [".ci", "docs"])
    cpSync(join(repository, folder), join(copy, folder), { recursive: true });
  linkDependencies(".", copy);
  for (const folder of workspaces()) {
    cpSync(join(repository, folder), join(copy, folder), { recursive: true, filter: isSource });
    linkDependencies(folder, copy);
  }
}

const workspaces = () =>
  ["apps", "packages"].flatMap((group) =>
    readdirSync(join(repository, group))
      .map((name) => join(group, name))
      .filter((folder) => existsSync(join(repository, folder, "package.json"))),
  );

function linkDependencies(folder: string, copy: string): void {
  for (const dependency of dependenciesIn(join(repository, folder, "node_modules"))) {
    const link = join(copy, folder, "node_modules", dependency);
    mkdirSync(dirname(link), { recursive: true });
    const target = relative(repository, realpathSync(join(repository, folder, "node_modules", dependency)));
    const isOurs = !target.split(/[\\/]/).includes("node_modules");
    symlinkSync(join(isOurs ? copy : repository, target), link, "junction");
  }
}

function dependenciesIn(modules: string): string[] {
  if (!existsSync(modules)) return [];
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  return names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((part) => join(name, part)) : [name],
  );
}
