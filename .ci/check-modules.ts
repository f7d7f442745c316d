// Type-checks the kernel alone, and each module of the API with its declared dependencies only. A file, permission,
// code, service or email from elsewhere is an error.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { declarations } from "../packages/api/src/declarations.ts";

const cache = resolve("node_modules/.cache/modules");
mkdirSync(cache, { recursive: true });

/** Includes transitive dependencies. */
const withNeeds = (names: readonly string[]): string[] => {
  const needed = declarations.filter(({ name }) => names.includes(name)).flatMap(({ needs }) => needs);
  return needed.every((name) => names.includes(name))
    ? [...names]
    : withNeeds([...new Set([...names, ...needed])]);
};

const folderOf = (name: string) =>
  ["packages/core", `packages/${name}`, `packages/api/src/modules/${name}`].find(
    (folder) => (folder === "packages/core") === (name === "people") && existsSync(folder),
  ) ?? "";

const parts = [
  { name: "kernel", folders: ["packages/core/src/kernel"] },
  ...declarations.map(({ name }) => ({ name, folders: withNeeds([name]).map(folderOf) })),
  {
    name: "a module of others",
    folders: [...withNeeds(["identity"]).map(folderOf), "packages/testing/test/own-module"],
  },
];

for (const { name, folders } of parts) {
  const file = resolve(cache, `${name}.json`);
  const own = folders.map((folder) => resolve(folder));
  const config = {
    extends: resolve("tsconfig.base.json"),
    compilerOptions: {
      incremental: true,
      noEmit: true,
      tsBuildInfoFile: resolve(cache, `${name}.tsbuildinfo`),
    },
    include: own,
    exclude: own.flatMap((folder) =>
      ["**/*.test.ts", "**/cases.ts", "test"].map((path) => resolve(folder, path)),
    ),
  };
  writeFileSync(file, JSON.stringify(config));
  const { stdout, status } = spawnSync("tsc", ["--checkers", "1", "--listFiles", "-p", file], {
    encoding: "utf8",
    env: { ...process.env, GOGC: "400" },
  });
  const lines = stdout.trim().split("\n");
  const api = /\/packages\/(?:api|chart|coming-from-django|core|identity|import|scheduling)\/src\//;
  const foreign = lines.filter(
    (line) => api.test(line) && !own.some((folder) => line.startsWith(`${folder}/`)),
  );
  const errors = lines.filter((line) => /error TS\d+/.test(line));
  if (status === 0 && foreign.length === 0) continue;
  process.stderr.write(
    `${name} does not stand alone with what it needs:\n${[...errors, ...foreign].join("\n")}\n`,
  );
  process.exitCode = 1;
}
