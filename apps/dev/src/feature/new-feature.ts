import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
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
import { added, additions, type Feature, foldersOf, newFiles, triggers, usedInTemplates } from "./files.ts";
import type { FeatureNames } from "./names.ts";

// Generates a feature in a copy of the workspace, with all derived files. Only the result is written here, so a
// failed or interrupted step leaves nothing behind.

/** Files that drizzle-kit generates. */
const generated = "packages/db/migrations/**/*.{sql,json}";

/**
 * Adds a module with a feature of eight procedures to the workspace.
 * @returns the paths of all written files.
 * @throws {Error} if the name is taken, or a step fails. Then nothing is written.
 */
export function newFeature(feature: Feature): string[] {
  requireFree(feature.names);
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "caretype-feature-")));
  try {
    copyWorkspace(copy);
    const sources = [...new Set([...newFiles(feature), ...additions(feature)].map(({ path }) => path))];
    addSources(copy, feature);
    runSteps(copy, { feature, sources });
    const paths = [...sources, ...[copy, repository].flatMap((cwd) => globSync(generated, { cwd }))];
    const changed = [...new Set(paths)].filter((path) => textOf(copy, path) !== textOf(repository, path));
    const written = changed.filter((path) => existsSync(join(copy, path))).toSorted();
    for (const path of changed) rmSync(join(repository, path), { force: true });
    for (const path of written) cpSync(join(copy, path), join(repository, path));
    return written;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const textOf = (root: string, path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null;

/** Writes a feature into a copy of the workspace, without a migration. */
export function addSources(copy: string, feature: Feature): void {
  for (const { path, text } of newFiles(feature)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const addition of additions(feature)) {
    const file = join(copy, addition.path);
    writeFileSync(file, added(readFileSync(file, "utf8"), addition));
  }
}

/** @throws {Error} if a module, a feature, a table, a route, a tab or a template already uses the name. */
export function requireFree(names: FeatureNames): void {
  const { kebab, kebabs, camel, Pascal, pluralCamel, words } = names;
  const read = (path: string) => readFileSync(join(repository, path), "utf8");
  const taken = (what: string) => new Error(`${words} is taken: ${what}. Choose another name.`);
  if ([camel, Pascal, pluralCamel].some(usedInTemplates)) throw taken("the templates use it");
  const folders = [...Object.values(foldersOf(names)), `packages/${kebab}`];
  const folder = folders.find((each) => existsSync(join(repository, each)));
  if (folder !== undefined) throw taken(`${folder} exists`);
  const modules = globSync("packages/*/src/{,people/,modules/*/}module.ts", { cwd: repository });
  const named = modules.find((path) =>
    new RegExp(`^const features = \\{[^}]*\\b${camel}: `, "m").test(read(path)),
  );
  if (named !== undefined) throw taken(`${named} uses it`);
  const tables = globSync("packages/db/src/schema/*.ts", { cwd: repository });
  const exported = new RegExp(`^export const ${camel} `, "m");
  const using = tables.find((path) => path.endsWith(`/${kebab}.ts`) || exported.test(read(path)));
  if (using !== undefined) throw taken(`${using} uses it`);
  const routers = globSync(
    "packages/{api,chart,coming-from-django,core,identity,import,scheduling}/src/**/*.ts",
    {
      cwd: repository,
    },
  );
  const route = new RegExp(`[" ]/${kebabs}["/]`);
  if (routers.some((path) => route.test(read(path)))) throw taken(`/api/${kebabs} is a route`);
  const manifests = globSync("apps/console/src/{session/module,modules/*}/manifest.ts", { cwd: repository });
  const tab = new RegExp(`interface PatientTabs \\{[^}]*\\b${kebab}: true`);
  if (manifests.some((path) => tab.test(read(path)))) throw taken(`${kebab} is a tab of the patient's page`);
}

function runSteps(copy: string, { feature, sources }: { feature: Feature; sources: string[] }): void {
  const { names } = feature;
  const generator = "packages/db/node_modules/drizzle-kit/bin.cjs";
  runStep(copy, "packages/db", [generator, "generate", "--name", names.kebabs]);
  const [file] = globSync(`packages/db/migrations/*_${names.kebabs}.sql`, { cwd: copy });
  if (file === undefined) throw new Error("drizzle-kit wrote no migration.");
  appendFileSync(join(copy, file), triggers(feature));
  runStep(copy, ".", ["node_modules/@biomejs/biome/bin/biome", "check", "--write", ...sources]);
}

function runStep(copy: string, folder: string, [script = "", ...rest]: string[]): void {
  try {
    execFileSync(process.execPath, [join(copy, script), ...rest], { cwd: join(copy, folder), stdio: "pipe" });
  } catch (error) {
    const { stdout = "", stderr = "" } = Object(error);
    const output = `${stdout}${stderr}`.slice(-4_000);
    throw new Error(`Nothing was written, because ${script} ${rest.join(" ")} failed:\n${output}`);
  }
}
