import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { repository } from "../src/copy-workspace.ts";

/** Modules of the API whose folders still import each other in circles. */
const whole = ["import", "sample-data"];

/** The folders in a storey are rooms, and so is each file that lies in a storey itself. `src` composes them. */
const roomOf = (file: string) => {
  const [storey = "", room] = file.split(path.sep);
  if (room === undefined) return ".";
  return whole.includes(storey) ? storey : `${storey}/${room}`;
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

test.each(["packages/api/src", "apps/console/src"])("no rooms of %s import each other in a circle", (src) => {
  const folder = path.join(repository, src);
  const files = globSync("**/*.{ts,tsx}", { cwd: folder }).filter(
    (name) => !/\.test\.|cases\.ts$|^testing\//.test(name),
  );
  const imported = new Map<string, Map<string, string>>();
  for (const file of files) {
    const room = imported.get(roomOf(file)) ?? new Map<string, string>();
    imported.set(roomOf(file), room);
    for (const other of importsOf(folder, file).map(roomOf))
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
