import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { declarations } from "@caretype/api/declarations";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { repository } from "../src/copy-workspace.ts";

/** Modules of the API whose folders still import each other in circles. */
const whole = ["import", "sample-data"];

/** The folders in a storey are rooms, and so is each file that lies in a storey itself. `src` composes them. */
const roomOf = (file: string) => {
  const [storey = "", ...folders] = file.split(path.sep);
  if (folders.length === 0) return ".";
  if (whole.includes(storey)) return storey;
  // Each module of the console has storeys of its own.
  return [storey, ...folders.slice(0, storey === "modules" ? 3 : 1)].join("/");
};

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

/** The files of a folder, each with what it imports. */
const filesIn = (folder: string) =>
  globSync("**/*.{ts,tsx}", { cwd: folder })
    .filter((name) => !/\.test\.|cases\.ts$|^testing\//.test(name))
    .map((file) => ({ file, imports: importsOf(folder, file) }));

test.each(["packages/api/src", "apps/console/src"])("no rooms of %s import each other in a circle", (src) => {
  const imported = new Map<string, Map<string, string>>();
  for (const { file, imports } of filesIn(path.join(repository, src))) {
    const room = imported.get(roomOf(file)) ?? new Map<string, string>();
    imported.set(roomOf(file), room);
    for (const other of imports.map(roomOf))
      if (other !== roomOf(file) && other !== ".") room.set(other, file);
  }
  imported.delete(".");
  // Without the rooms that import none of the others, or that none of them imports, again and again, only circles are left.
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

/** Modules without which nothing works, so that the frame of the console may know them. */
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
