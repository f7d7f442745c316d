// Type-checks the kernel alone, and each module of the API with what it needs and nothing else. A file from outside is an
// error (TS6307), and so is a permission, a code, a service or an email of a module that it does not need.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { core, declarations } from "../packages/api/src/declarations.ts";

const api = resolve("packages/api");
const cache = join(api, "node_modules/.cache/modules");
mkdirSync(cache, { recursive: true });

/** With all that these need. */
const withNeeds = (names: readonly string[]): string[] => {
  const needed = declarations.filter(({ name }) => names.includes(name)).flatMap(({ needs }) => needs);
  return needed.every((name) => names.includes(name))
    ? [...names]
    : withNeeds([...new Set([...names, ...needed])]);
};

const parts = [
  { name: "kernel", paths: ["kernel"] },
  ...declarations.map(({ name }) => ({
    name,
    paths: ["kernel", "mechanisms", ...withNeeds([...core, name])],
  })),
].filter(({ name }) => !core.includes(name) || name === core.at(-1));

for (const { name, paths } of parts) {
  const file = join(cache, `${name}.json`);
  const config = {
    extends: join(api, "tsconfig.json"),
    // Composite, so that each file has to be included. Emits nothing.
    compilerOptions: { composite: true, noEmit: true, tsBuildInfoFile: join(cache, `${name}.tsbuildinfo`) },
    include: paths.map((path) => join(api, "src", path)),
    exclude: ["**/*.test.ts", "**/cases.ts"].map((path) => join(api, "src", path)),
  };
  writeFileSync(file, JSON.stringify(config));
  try {
    execFileSync("tsc", ["--checkers", "1", "-p", file], {
      stdio: "inherit",
      env: { ...process.env, GOGC: "400" },
    });
  } catch {
    process.stderr.write(`The module ${name} does not stand alone with what it needs.\n`);
    process.exitCode = 1;
  }
}
