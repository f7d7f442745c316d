import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./copy-workspace.ts";

/** Tests, texts, cases and generated files do not count as source. */
const isSource = (file: string) =>
  /^(?:apps|packages)\/[\w-]+\/src\/.*\.tsx?$/.test(file) &&
  !/\.test\.|\/texts|\.texts\.|\/cases\.ts$|^packages\/test-api\//.test(file);

/** Packages that are counted by folder of `src`. */
const withStoreys = new Set(["packages/api", "packages/core", "apps/console"]);

function placeOf(file: string): string {
  const [group, name, , ...folders] = file.split("/").slice(0, -1);
  const place = `${group}/${name}`;
  const storey = folders.slice(0, folders[0] === "modules" ? 2 : 1).join("/");
  return withStoreys.has(place) ? `${place}/src/${storey}` : place;
}

const linesIn = (file: string) => readFileSync(join(repository, file), "utf8").split("\n").length - 1;

/** Returns lines and files of source by package, or by folder of `src`, and the total. */
export function readSizes(): string {
  const tracked = execFileSync("git", ["ls-files"], { cwd: repository, encoding: "utf8" }).trim().split("\n");
  const sizes = new Map<string, { lines: number; files: number }>();
  // A deleted file is tracked until the deletion is staged.
  for (const file of tracked.filter((name) => isSource(name) && existsSync(join(repository, name)))) {
    const lines = linesIn(file);
    for (const place of [placeOf(file), "all"]) {
      const size = sizes.get(place) ?? { lines: 0, files: 0 };
      sizes.set(place, { lines: size.lines + lines, files: size.files + 1 });
    }
  }
  const rows = [...sizes].toSorted(
    ([one], [other]) => Number(one === "all") - Number(other === "all") || (one < other ? -1 : 1),
  );
  return rows
    .map(
      ([place, { lines, files }]) =>
        `${String(lines).padStart(8)} lines ${String(files).padStart(6)} files  ${place}`,
    )
    .join("\n");
}
