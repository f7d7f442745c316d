import { execFile } from "node:child_process";
import {
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

// Generates a feature in a copy of this workspace, and runs the checks and tests of all features on it.

const copy = realpathSync(mkdtempSync(join(tmpdir(), "caretype-new-feature-")));
afterAll(() => rmSync(copy, { recursive: true }));
copyWorkspace(copy);

// Tests of the copy start their own cluster, which has the new table.
const env = { ...process.env, CARETYPE_TEST_CLUSTER: "" };

/** Resolves to the output. Rejects with it if the exit code is not 0. */
async function run(script: string, ...rest: string[]): Promise<string> {
  const command = [join(copy, script), ...rest];
  const ended = promisify(execFile)(process.execPath, command, { cwd: copy, env, maxBuffer: 2 ** 26 });
  const { stdout } = await ended.catch(({ stdout, stderr }) => {
    throw new Error(`${script} ${rest.join(" ")}:\n${stdout}${stderr}`);
  });
  return stdout;
}

/**
 * Checks in one program what a feature can break: all sources but those of benches and developers' commands, the tests of all
 * features, and its own. Two programs, as for a contributor, would check the router's types twice.
 */
function compile(): Promise<string> {
  const config = {
    extends: "./tsconfig.json",
    compilerOptions: { incremental: false, tsBuildInfoFile: null },
    files: ["../../packages/core/src/people/care-plan/router.test.ts"],
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
  // The console's settings accept what runs on Node, too.
  const file = "apps/console/tsconfig.feature.json";
  writeFileSync(join(copy, file), JSON.stringify(config));
  return run("node_modules/typescript/bin/tsc", "--checkers", "1", "--project", file);
}

const newFeature = (...rest: string[]) => run("apps/dev/src/main.ts", "new", "feature", ...rest);
const read = (path: string) => readFileSync(join(copy, path), "utf8");

const written = await newFeature("care-plan");
const paths = [...written.matchAll(/^ {2}(\S+\/\S+)$/gm)].map(([, path = ""]) => path);

it("lists the written files", () => {
  expect(paths).toEqual(
    expect.arrayContaining([
      "apps/console/src/pages/list/care-plan/page.tsx",
      "apps/console/src/words/list/care-plan/texts.de.ts",
      "packages/core/src/people/module.ts",
      "packages/core/src/people/care-plan/cases.ts",
      "packages/core/src/people/care-plan/router.ts",
      "packages/db/src/schema/care-plan.ts",
    ]),
  );
  expect(paths.filter((path) => /^packages\/db\/migrations\/\d+_care-plans\.sql$/.test(path))).toHaveLength(
    1,
  );
  const existing = paths.filter((path) => existsSync(join(repository, path)));
  expect(existing).toEqual(["packages/core/src/people/kinds.ts", "packages/core/src/people/module.ts"]);
  expect(globSync("packages/db/migrations/meta/*_snapshot.json", { cwd: copy })).toHaveLength(1);
});

/** Whole programs run: compilers, and the tests of all features. */
const timeout = 4 * testTimeout();

it("writes code that is formatted and compiles", { timeout }, async () => {
  const code = paths.filter((path) => /\.tsx?$/.test(path));
  const check = run("node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ...code);
  await expect(check).resolves.toBeDefined();
  await expect(compile()).resolves.toBeDefined();
});

it("writes a migration that runs while servers do", async () => {
  const migrations = paths.filter((path) => path.endsWith(".sql"));
  await expect(run("node_modules/squawk-cli/js/bin/squawk", ...migrations)).resolves.toBeDefined();
  // The key that all reads of a list take, in the practice's order.
  expect(migrations.map(read).join()).toMatch(/PRIMARY KEY ?\("practice_id", ?"id"\)/);
});

it("writes a feature that passes the tests of all features, and its own", { timeout }, async () => {
  const tests = [
    ...["isolation", "audit", "roles", "router-walk.unit"].map((name) => `packages/api/test/${name}.test.ts`),
    "packages/core/src/people/audit/report/words.unit.test.ts",
    // Not plans: a generated list has the queries and the key of those whose plans are explained.
    "packages/testing/test/parity.extended.test.ts",
    "packages/core/src/people/care-plan/router.test.ts",
    "apps/server/test/openapi.unit.test.ts",
    "apps/console/test/lists.unit.test.ts",
  ];
  const report = join(copy, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await run(
    "node_modules/vitest/vitest.mjs",
    "run",
    // Each worker would load the whole router for a few tests.
    "--maxWorkers=1",
    "-t",
    "carePlan|care plan|not to be seen|document|description|REST names|each list",
    ...reporters,
    ...tests,
  );
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  for (const { name, assertionResults } of testResults) {
    const passed = assertionResults.filter(({ status }: { status: string }) => status === "passed");
    expect({ name, passed: passed.length > 0 }).toEqual({ name, passed: true });
  }
  expect(testResults).toHaveLength(tests.length);
});

it("refuses a name that is taken, and writes nothing", async () => {
  const before = read("packages/core/src/people/module.ts");
  const exists = "packages/core/src/people/care-plan exists";
  await expect(newFeature("care-plan")).rejects.toThrow(exists);
  expect(read("packages/core/src/people/module.ts")).toBe(before);
});

it("writes nothing into the workspace that it was copied from", () => {
  expect(readFileSync(join(repository, "packages/core/src/people/module.ts"), "utf8")).not.toContain(
    "carePlan",
  );
});
