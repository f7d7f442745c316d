import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyWorkspace, repository } from "../copy-workspace.ts";
import { textOf, writeAll } from "../write-all.ts";
import { added, additions, api, folderOf, newFiles, triggers, usedInTemplates } from "./files.ts";
import type { FeatureNames } from "./names.ts";

// Generates a feature in a copy of the workspace, with all generated files. Only the result is written here. So a
// failed or interrupted step leaves nothing behind.

/** Files that drizzle-kit generates from the code. */
const generated = "packages/db/migrations/**/*.{sql,json}";

/**
 * Adds a feature with five procedures to the workspace.
 *
 * @returns the paths of all written files.
 * @throws {Error} if the name is taken, or a step fails. Then nothing is written.
 */
export function newFeature(names: FeatureNames): string[] {
  requireFree(names);
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "caretype-feature-")));
  try {
    copyWorkspace(copy);
    const sources = [...new Set([...newFiles(names), ...additions(names)].map(({ path }) => path))];
    const before = textsOf(copy, sources);
    addSources(copy, names);
    runSteps(copy, { names, sources });
    const changes = [...textsOf(copy, [...before.keys()])]
      .map(([path, after]) => ({ path, before: before.get(path) ?? null, after }))
      .filter(({ before, after }) => after !== before);
    writeAll(repository, changes);
    return changes.flatMap(({ path, after }) => (after === null ? [] : path)).toSorted();
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const textsOf = (copy: string, sources: string[]) =>
  new Map(
    [...sources, ...globSync(generated, { cwd: copy })].map((path) => [path, textOf(join(copy, path))]),
  );

function addSources(copy: string, names: FeatureNames): void {
  for (const { path, text } of newFiles(names)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const addition of additions(names)) {
    const file = join(copy, addition.path);
    writeFileSync(file, added(readFileSync(file, "utf8"), addition));
  }
}

/** @throws {Error} if a feature, a table, a route or a template already uses the name. */
export function requireFree(names: FeatureNames): void {
  const { kebab, kebabs, camel, Pascal, pluralCamel, words } = names;
  const read = (path: string) => readFileSync(join(repository, path), "utf8");
  const taken = (what: string) => new Error(`${words} is taken: ${what}. Choose another name.`);
  if ([camel, Pascal, pluralCamel].some(usedInTemplates)) throw taken("the templates use it");
  const folder = folderOf(names);
  if (existsSync(join(repository, folder))) throw taken(`${folder} exists`);
  for (const path of ["packages/db/src/schema/index.ts", "packages/api/src/features.ts"]) {
    const used = read(path).matchAll(/^ {2}(\w+): \(\)|\b(\w+)(?=,| \} from)/gm);
    if ([...used].some(([, feature, table]) => camel === (feature ?? table))) throw taken(`${path} uses it`);
  }
  const table = `packages/db/src/schema/${kebab}.ts`;
  if (existsSync(join(repository, table))) throw taken(`${table} exists`);
  const routers = globSync(`${api}/**/*.ts`, { cwd: repository });
  const route = new RegExp(`[" ]/${kebabs}["/]`);
  if (routers.some((path) => route.test(read(path)))) throw taken(`/api/${kebabs} is a route`);
}

type Step = { folder: string; script: string; arguments: string[] };

function runSteps(copy: string, { names, sources }: { names: FeatureNames; sources: string[] }): void {
  const steps: Step[] = [
    {
      folder: "packages/db",
      script: "packages/db/node_modules/drizzle-kit/bin.cjs",
      arguments: ["generate", "--name", names.kebabs],
    },
    {
      folder: ".",
      script: "node_modules/@biomejs/biome/bin/biome",
      arguments: ["check", "--write", ...sources],
    },
  ];
  const [migration, ...others] = steps;
  if (migration) runStep(copy, migration);
  const [file] = globSync(`packages/db/migrations/*_${names.kebabs}.sql`, { cwd: copy });
  if (file === undefined) throw new Error("drizzle-kit wrote no migration.");
  appendFileSync(join(copy, file), triggers(names));
  for (const step of others) runStep(copy, step);
}

function runStep(copy: string, { folder, script, arguments: rest }: Step): void {
  try {
    execFileSync(process.execPath, [join(copy, script), ...rest], { cwd: join(copy, folder), stdio: "pipe" });
  } catch (error) {
    const { stdout = "", stderr = "" } = Object(error);
    const output = `${stdout}${stderr}`.slice(-4_000);
    throw new Error(`Nothing was written, because ${script} ${rest.join(" ")} failed:\n${output}`);
  }
}
