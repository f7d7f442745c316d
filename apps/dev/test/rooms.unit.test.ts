import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { declarations } from "@caretype/api/declarations";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { repository } from "../src/copy-workspace.ts";

/** The depth of rooms in the folders. Each module of the console has its own. */
const depths: readonly (readonly [string, number])[] = [
  ["apps/console/src/modules/", 4],
  ["apps/console/src/", 2],
  ["packages/api/src/modules/", 3],
  ["packages/api/src/", 2],
  ["packages/core/src/", 2],
  // Imports all others, and none of them imports it.
  ["packages/import/src/source/django/", 2],
  ["packages/", 1],
];

/** Folders at this depth are rooms, and so are files above. The root of the console and of the API composes them. */
function roomOf(src: string, file: string): string {
  const [, depth = 1] = depths.find(([folder]) => `${src}/${file}`.startsWith(folder)) ?? [];
  const parts = file.split(path.sep);
  return depth > 1 && parts.length === 1 ? "." : parts.slice(0, depth).join("/");
}

function importsOf(folder: string, file: string): string[] {
  const source = readFileSync(path.join(folder, file), "utf8");
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? "")),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1)),
  ]
    .filter((name) => name.startsWith("."))
    .map((name) => path.join(path.dirname(file), name));
}

const filesIn = (folder: string) =>
  globSync("**/*.{ts,tsx}", { cwd: folder })
    .filter((name) => !/\.test\.|cases\.ts$/.test(name))
    .map((file) => ({ file, imports: importsOf(folder, file) }));

test.each([
  ...["api", "chart", "coming-from-django", "core", "db", "identity", "import", "postgres", "scheduling"].map(
    (name) => `packages/${name}/src`,
  ),
  "apps/console/src",
  "apps/server/src",
])("no rooms of %s import each other in a circle", (src) => {
  const imported = new Map<string, Map<string, string>>();
  for (const { file, imports } of filesIn(path.join(repository, src))) {
    const own = roomOf(src, file);
    const room = imported.get(own) ?? new Map<string, string>();
    imported.set(own, room);
    for (const other of imports.map((name) => roomOf(src, name)))
      if (other !== own && other !== ".") room.set(other, file);
  }
  imported.delete(".");
  // Topological sort: removes rooms without imports or importers until only cycles are left.
  for (let size = 0; size !== imported.size; ) {
    size = imported.size;
    for (const [room, others] of imported) {
      const isImported = [...imported.values()].some((each) => each.has(room));
      if (!isImported || ![...others.keys()].some((other) => imported.has(other))) imported.delete(room);
    }
  }
  const left = [...imported].flatMap(([room, others]) =>
    [...others]
      .filter(([other]) => imported.has(other))
      .map(([other, file]) => `${room} → ${other} (${file})`),
  );
  expect(left).toEqual([]);
});

/** Mandatory modules, so the console's frame may import them. */
const core = ["identity", "people"];

function needsOf(name: string): readonly string[] {
  const { needs = [] } = declarations.find((module) => module.name === name) ?? {};
  return [...needs, ...needs.flatMap(needsOf)];
}

test("no file of the console imports a module that its own does not need", () => {
  const moduleOf = (file: string) => /^modules\/([\w-]+)\//.exec(file)?.[1];
  const wrong = filesIn(path.join(repository, "apps/console/src")).flatMap(({ file, imports }) => {
    const own = moduleOf(file);
    const known = own === undefined ? core : [own, ...needsOf(own)];
    const others = imports.flatMap((name) => moduleOf(name) ?? []).filter((name) => !known.includes(name));
    return others.map(
      (other) =>
        `${file} imports ${other}: let modules/${other} add a part (session/module/manifest.ts), or move what both need down.`,
    );
  });
  expect(wrong).toEqual([]);
});
