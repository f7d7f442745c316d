import { execFile } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { testTimeout } from "@caretype/test-database";
import { afterAll, expect, it } from "vitest";
import { copyWorkspace, repository } from "../src/copy-workspace.ts";
import { readFields, usualFields } from "../src/feature/fields.ts";
import { type Feature, triggers } from "../src/feature/files.ts";
import { featureNames } from "../src/feature/names.ts";
import { addSources } from "../src/feature/new-feature.ts";

// Generates features in a copy of this workspace, and runs all features' checks and tests on them.

const copy = realpathSync(mkdtempSync(join(tmpdir(), "caretype-new-feature-")));
afterAll(() => rmSync(copy, { recursive: true }));
copyWorkspace(copy);

// The copy's tests start their own cluster, which has the new table.
const env = { ...process.env, CARETYPE_TEST_CLUSTER: "" };

async function run(script: string, ...rest: string[]): Promise<string> {
  const command = [join(copy, script), ...rest];
  const ended = promisify(execFile)(process.execPath, command, { cwd: copy, env, maxBuffer: 2 ** 26 });
  const { stdout } = await ended.catch(({ stdout, stderr }) => {
    throw new Error(`${script} ${rest.join(" ")}:\n${stdout}${stderr}`);
  });
  return stdout;
}

/**
 * One program checks everything that a feature can break. Two, as for a contributor, would check the router's types
 * twice.
 */
function compile(): Promise<string> {
  const config = {
    extends: "./tsconfig.json",
    compilerOptions: { incremental: false, tsBuildInfoFile: null },
    files: ["care-plan", "supply"].map((name) => `../../packages/api/src/modules/${name}/router.test.ts`),
    include: [
      "src",
      "test",
      "../server/src",
      "../docs/src",
      "../../packages/*/src",
      "../../packages/api/test",
      "../../packages/client/examples",
    ],
    exclude: ["../../packages/*/src/**/*.test.ts", "../server/src/**/*.test.ts"],
  };
  // The console's settings also accept code for Node.
  const file = "apps/console/tsconfig.feature.json";
  writeFileSync(join(copy, file), JSON.stringify(config));
  return run("node_modules/typescript/bin/tsc", "--checkers", "1", "--project", file);
}

const newFeature = (...rest: string[]) => run("apps/dev/src/main.ts", "new", "feature", ...rest);
const read = (path: string) => readFileSync(join(copy, path), "utf8");
const pathsIn = (written: string) => [...written.matchAll(/^ {2}(\S+\/\S+)$/gm)].map(([, path = ""]) => path);

/** Runs git in the copy, as a team that has cloned a release does. */
async function git(...rest: string[]): Promise<string> {
  const settings = ["user.name=Ann", "user.email=ann@example.org", "commit.gpgsign=false", "gc.auto=0"];
  const given = settings.flatMap((setting) => ["-c", setting]);
  const ended = await promisify(execFile)("git", [...given, ...rest], { cwd: copy, maxBuffer: 2 ** 26 });
  return ended.stdout;
}

const commit = async (message: string) => {
  await git("add", "CHANGELOG.md", "packages/api", "packages/db", "apps/console/src");
  await git("commit", "--quiet", "-m", message);
};

await git("init", "--quiet", "--initial-branch", "release");
await commit("Release A");
await git("checkout", "--quiet", "-b", "own");

const fields = "reason:text dueOn:date? state:choice(open|done) times:integer? dose:number? isUrgent:boolean";
const given = fields.split(" ").flatMap((field) => ["--field", field]);
// A second feature, without a patient and with the default fields. One run generates both tables.
const supply: Feature = {
  names: featureNames("supply"),
  fields: readFields(usualFields),
  isOfPatient: false,
};
addSources(copy, supply);
const paths = pathsIn(await newFeature("care-plan", "--of", "patient", ...given));
for (const path of paths.filter((each) => each.endsWith(".sql")))
  appendFileSync(join(copy, path), triggers(supply));

it("lists the written files", () => {
  expect(paths).toEqual(
    expect.arrayContaining([
      "apps/console/src/modules/care-plan/manifest.ts",
      "apps/console/src/modules/care-plan/pages/list.tsx",
      "apps/console/src/modules/care-plan/words/texts.de.ts",
      "packages/api/src/modules/care-plan/cases.ts",
      "packages/api/src/modules/care-plan/router.ts",
      "packages/db/src/schema/care-plan.ts",
    ]),
  );
  expect(paths.filter((path) => /^packages\/db\/migrations\/\d+_care-plans\.sql$/.test(path))).toHaveLength(
    1,
  );
  // Lists that releases do not change.
  const existing = paths.filter((path) => existsSync(join(repository, path)));
  expect(existing).toEqual(["packages/api/src/own/declarations.ts", "packages/api/src/own/modules.ts"]);
  expect(globSync("packages/db/migrations/meta/*_snapshot.json", { cwd: copy })).toHaveLength(1);
});

const tests = [
  ...["isolation", "audit", "roles", "router-walk.unit"].map((name) => `packages/api/test/${name}.test.ts`),
  "packages/core/src/people/audit/report/words.unit.test.ts",
  // Excludes plans: a generated list has the queries and keys of lists whose plans are tested.
  "packages/testing/test/parity.extended.test.ts",
  ...["care-plan", "supply"].map((name) => `packages/api/src/modules/${name}/router.test.ts`),
  "apps/server/test/openapi.unit.test.ts",
  ...["lists", "looks"].map((name) => `apps/console/test/${name}.unit.test.ts`),
];
const report = join(copy, "report.json");

// In parallel, one per core. A test below reports each.
const compiled = compile();
const tested = run(
  "node_modules/vitest/vitest.mjs",
  "run",
  // Each worker would load the whole router for a few tests.
  "--maxWorkers=1",
  "-t",
  "carePlan|care plan|a supply|not to be seen|document|description|REST names|each list|each dialog",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...tests,
);
for (const running of [compiled, tested]) running.catch(() => undefined);

/** Whole programs run: compilers, and all features' tests. */
const timeout = 4 * testTimeout();

it("writes code that is formatted and compiles", { timeout }, async () => {
  const code = paths.filter((path) => /\.tsx?$/.test(path));
  const check = run("node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ...code);
  await expect(check).resolves.toBeDefined();
  await expect(compiled).resolves.toBeDefined();
});

it("writes a migration that runs while servers do", async () => {
  const migrations = paths.filter((path) => path.endsWith(".sql"));
  await expect(run("node_modules/squawk-cli/js/bin/squawk", ...migrations)).resolves.toBeDefined();
  // The key of all reads of a list, in the practice's order.
  expect(migrations.map(read).join()).toMatch(/PRIMARY KEY ?\("practice_id", ?"id"\)/);
});

it("writes a feature that passes the tests of all features, and its own", { timeout }, async () => {
  await tested;
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  for (const { name, assertionResults } of testResults) {
    const passed = assertionResults.filter(({ status }: { status: string }) => status === "passed");
    expect({ name, passed: passed.length > 0 }).toEqual({ name, passed: true });
  }
  expect(testResults).toHaveLength(tests.length);
});

it("is not there in a start without it", async () => {
  const script = join(copy, "start-without.ts");
  writeFileSync(
    script,
    `import { createRouter, isErrorCode, permissions } from "./packages/api/src/index.ts";
    import { chosenModules } from "./packages/api/src/declarations.ts";
    const { procedures } = createRouter(chosenModules(["-care-plan"]))._def;
    const names = [...Object.keys(procedures), ...permissions].filter((name) => /^care/.test(name));
    process.stdout.write(JSON.stringify([names, isErrorCode("CARE_PLAN_NOT_FOUND"), permissions.length > 9]));`,
  );
  expect(JSON.parse(await run("start-without.ts"))).toEqual([[], false, true]);
});

it("is merged with a later release", async () => {
  await commit("Add care plans");
  const own = paths.map((path) => [path, existsSync(join(copy, path)) && read(path)]);
  await git("checkout", "--quiet", "release");
  const change = (path: string, from: RegExp, to: string) => {
    expect(read(path)).toMatch(from);
    writeFileSync(join(copy, path), read(path).replace(from, to));
  };
  // A release that also appends a module, a changelog entry and a migration, whose snapshot replaces the last one.
  change("packages/api/src/modules.ts", /(?<=\n) {2}statisticsModule,\n/, "$&  labModule,\n");
  change("packages/api/src/declarations.ts", /(?<=\n) {2}statistics,\n/, "$&  lab,\n");
  change("CHANGELOG.md", /\n## /, "\n- Lab orders.\n\n## ");
  const meta = "packages/db/migrations/meta";
  const [before = ""] = globSync(`${meta}/*_snapshot.json`, { cwd: copy });
  writeFileSync(join(copy, "packages/db/migrations/20991231000000_lab.sql"), "SELECT 1;\n");
  writeFileSync(
    join(copy, meta, "20991231000000_snapshot.json"),
    read(before).replace('"id": "', '"id": "b'),
  );
  rmSync(join(copy, before));
  await commit("Release B");
  await git("checkout", "--quiet", "own");
  await git("merge", "--quiet", "-X", "find-renames=100%", "-m", "Merge release B", "release");
  expect(await git("status", "--porcelain", "--untracked-files=no")).toBe("");
  expect(paths.map((path) => [path, existsSync(join(copy, path)) && read(path)])).toEqual(own);
  expect(read("packages/api/src/modules.ts")).toContain("labModule");
  // The release's snapshot lacks the table, until a merged one is generated.
  await expect(run("packages/db/test/compare-snapshot.ts")).rejects.toThrow("care_plan");
  await expect(run("packages/db/test/compare-snapshot.ts", "--write")).resolves.toBe("");
  expect(globSync(`${meta}/*_snapshot.json`, { cwd: copy })).toEqual([
    `${meta}/20991231000000_snapshot.json`,
  ]);
});

it("refuses a name that is taken, and writes nothing", async () => {
  const lists = ["declarations", "modules"].map((name) => `packages/api/src/own/${name}.ts`);
  const before = lists.map(read);
  await expect(newFeature("care-plan")).rejects.toThrow("packages/api/src/modules/care-plan exists");
  expect(lists.map(read)).toEqual(before);
  for (const path of lists)
    expect(readFileSync(join(repository, path), "utf8"), "the workspace").not.toContain("carePlan");
});
